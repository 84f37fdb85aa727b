package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Remembers prefixes as the provider would, and says what a prompt costs with them. Used by all
/// requests at once; it changes usage figures only, never what is answered.
final class PromptCache {
  private static final int LOOKBACK = 20;

  private record Entry(CacheMark mark, Instant until) {}

  /// A prefix that ends with one part of the prompt.
  private record Prefix(String hash, int tokens, CacheMark mark) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private final InstantSource clock;

  PromptCache(InstantSource clock) {
    this.clock = clock;
  }

  /// Reads and writes the cache, and returns `usage` without the output tokens.
  synchronized ObjectNode use(MessagesRequest request) {
    var prefixes = prefixes(request);
    int minimum = request.model().minimumCache();
    int hit = longestHit(prefixes, minimum);
    int read = hit < 0 ? 0 : prefixes.get(hit).tokens();
    var written = new EnumMap<CacheMark, Integer>(CacheMark.class);
    int cached = read;
    for (int i = 0; i < prefixes.size(); i++) {
      var prefix = prefixes.get(i);
      if (isBreakpoint(prefix, minimum)) {
        keep(prefix);
        if (i > hit) {
          written.merge(prefix.mark(), prefix.tokens() - cached, Integer::sum);
          cached = prefix.tokens();
        }
      }
    }
    return usage(prefixes.getLast().tokens() - cached, read, written);
  }

  private int longestHit(List<Prefix> prefixes, int minimum) {
    for (int i = prefixes.size() - 1; i >= 0; i--) {
      for (int j = i;
          isBreakpoint(prefixes.get(i), minimum) && j > Math.max(-1, i - LOOKBACK);
          j--) {
        if (refresh(prefixes.get(j))) {
          return j;
        }
      }
    }
    return -1;
  }

  private static boolean isBreakpoint(Prefix prefix, int minimum) {
    return prefix.mark() != CacheMark.NONE && prefix.tokens() >= minimum;
  }

  private boolean refresh(Prefix prefix) {
    var entry = entries.get(prefix.hash());
    if (entry == null || !entry.until().isAfter(clock.instant())) {
      return false;
    }
    entries.put(prefix.hash(), entry(entry.mark()));
    return true;
  }

  private void keep(Prefix prefix) {
    var old = entries.get(prefix.hash());
    var mark = old != null && old.mark().compareTo(prefix.mark()) > 0 ? old.mark() : prefix.mark();
    entries.put(prefix.hash(), entry(mark));
  }

  private Entry entry(CacheMark mark) {
    return new Entry(mark, clock.instant().plus(mark.life()));
  }

  private static List<Prefix> prefixes(MessagesRequest request) {
    var prompt = Prompt.of(request);
    var prefixes = new ArrayList<Prefix>();
    var hash = Hash.of(request.model().id());
    int tokens = 0;
    boolean messages = false;
    for (var part : prompt.parts()) {
      hash = part.message() && !messages ? Hash.of(hash, prompt.settings()) : hash;
      messages = part.message();
      hash = Hash.of(hash, part.json());
      tokens += part.tokens();
      prefixes.add(new Prefix(hash, tokens, part.mark()));
    }
    return prefixes;
  }

  private static ObjectNode usage(int input, int read, Map<CacheMark, Integer> written) {
    int shortLived = written.getOrDefault(CacheMark.FIVE_MINUTES, 0);
    int longLived = written.getOrDefault(CacheMark.ONE_HOUR, 0);
    var usage =
        Json.object()
            .put("input_tokens", input)
            .put("cache_creation_input_tokens", shortLived + longLived)
            .put("cache_read_input_tokens", read);
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", shortLived)
        .put("ephemeral_1h_input_tokens", longLived);
    return usage.put("service_tier", "standard");
  }
}
