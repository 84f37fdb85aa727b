package dev.journeyman.durability;

import dev.journeyman.simulator.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which turns the simulated model was asked for, and how often each.
record ModelLog(List<RecordedRequest> requests) {

  /// When a service was killed.
  ///
  /// @param began before the signal was sent; its last request may still come after that
  /// @param ended when it was gone
  record Kill(Instant began, Instant ended) {

    /// What was sent before a process died may be read a moment after.
    private static final Duration READ = Duration.ofSeconds(1);

    boolean isBetween(Instant before, Instant after) {
      return !ended.plus(READ).isBefore(before) && !began.isAfter(after);
    }
  }

  static ModelLog of(List<RecordedRequest> all) {
    return new ModelLog(
        all.stream().filter(request -> request.path().equals("/v1/messages")).toList());
  }

  int asked() {
    return requests.size();
  }

  /// How many requests were for a turn that had been asked for before.
  int repeated() {
    return requests.size() - byTurn().size();
  }

  /// @param stored the ids of the requests whose replies are in the store
  /// @param kills when services were killed
  List<String> findings(Set<String> stored, List<Kill> kills) {
    var findings = new ArrayList<String>();
    byTurn().values().forEach(sends -> findings.addAll(findings(sends, stored, kills)));
    long known = requests.stream().filter(request -> stored.contains(request.id())).count();
    if (known != stored.size()) {
      findings.add(
          "the store has %d replies of which the model knows %d".formatted(stored.size(), known));
    }
    return findings;
  }

  /// A turn is asked for again only if a kill cut off the time before, and no more once it is
  /// stored.
  private static List<String> findings(
      List<RecordedRequest> sends, Set<String> stored, List<Kill> kills) {
    var findings = new ArrayList<String>();
    for (int i = 1; i < sends.size(); i++) {
      var before = sends.get(i - 1);
      var after = sends.get(i);
      if (stored.contains(before.id())) {
        findings.add("turn %s was stored and asked for again".formatted(before.id()));
      }
      if (kills.stream().noneMatch(kill -> kill.isBetween(before.at(), after.at()))) {
        findings.add(
            "turn %s was asked for at %s and again at %s without a kill between"
                .formatted(after.id(), before.at(), after.at()));
      }
    }
    return findings;
  }

  private Map<String, List<RecordedRequest>> byTurn() {
    var turns = new LinkedHashMap<String, List<RecordedRequest>>();
    for (var request : requests) {
      var turn = hash(request.body().path("system") + "\n" + request.body().path("messages"));
      turns.computeIfAbsent(turn, _ -> new ArrayList<>()).add(request);
    }
    return turns;
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
