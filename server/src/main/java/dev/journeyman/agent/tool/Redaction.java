package dev.journeyman.agent.tool;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes the values of secrets that the service holds out of texts: as they are, each longer line
/// of them, and as base64 (at any offset in what was encoded, or in lines), hexadecimal digits, URL
/// form and JSON string. Safe for use by many threads.
public final class Redaction {

  /// Replaces nothing.
  public static final Redaction NONE = new Redaction(List.of());

  public static final String MARK = "[redacted]";

  private static final int SHORTEST = 8;

  /// A line of a key says much, one of ordinary words is found in ordinary text.
  private static final int SHORTEST_LINE = 24;

  /// After how many characters `base64` and PEM begin a new line.
  private static final List<Integer> WIDTHS = List.of(76, 64);

  private final List<String> known;
  private final Literals literals;
  private final Pattern forms;
  private final int longest;

  private Redaction(List<String> forms) {
    this.known = forms;
    this.literals = new Literals(forms);
    this.forms =
        Pattern.compile(
            forms.isEmpty()
                ? "(?!)"
                : forms.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    this.longest = forms.stream().mapToInt(String::length).max().orElse(0);
  }

  /// @param secrets values; those under 8 characters are left alone, because they would be found in
  ///     ordinary text
  public static Redaction of(Set<String> secrets) {
    return ofForms(all(secrets));
  }

  /// Takes out these as well.
  public Redaction and(Set<String> secrets) {
    var more = all(secrets).toList();
    return more.isEmpty() ? this : ofForms(Stream.concat(known.stream(), more.stream()));
  }

  private static Stream<String> all(Set<String> secrets) {
    return secrets.stream().filter(secret -> secret.length() >= SHORTEST).flatMap(Redaction::forms);
  }

  private static Redaction ofForms(Stream<String> forms) {
    var longestFirst = Comparator.comparingInt(String::length).reversed();
    return new Redaction(
        forms.distinct().sorted(longestFirst.thenComparing(Comparator.naturalOrder())).toList());
  }

  /// The text with [#MARK] in place of each secret. Nearly every text holds none, which is found
  /// out a hundred times as fast as the pattern would.
  public String of(String text) {
    return literals.occurIn(text) ? forms.matcher(text).replaceAll(MARK) : text;
  }

  /// The same for people to see: what only looks like a secret is taken out, too.
  public String shown(String text) {
    return LookAlikes.hide(of(text));
  }

  /// How long the longest form of a secret is: so much of a stream must be held back.
  int longest() {
    return longest;
  }

  Pattern pattern() {
    return forms;
  }

  private static Stream<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    var hex = HexFormat.of().formatHex(bytes);
    var forms = new TreeSet<>(Set.of(secret, hex));
    forms.add(hex.toUpperCase(Locale.ROOT));
    forms.add(percent(bytes, true));
    forms.add(percent(bytes, false));
    forms.add(percent(bytes, true).replace("%20", "+"));
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    secret
        .lines()
        .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
        .forEach(forms::add);
    WIDTHS.forEach(width -> forms.add(inLines(base64Core(bytes, 0), width)));
    for (int offset = 0; offset < 3; offset++) {
      var core = base64Core(bytes, offset);
      forms.add(core);
      forms.add(core.replace('+', '-').replace('/', '_'));
    }
    return forms.stream().filter(form -> form.length() >= SHORTEST);
  }

  /// The characters that stand for the secret alone when it is encoded after `offset` other bytes.
  private static String base64Core(byte[] bytes, int offset) {
    var padded = new byte[offset + bytes.length];
    System.arraycopy(bytes, 0, padded, offset, bytes.length);
    var encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
    int from = offset == 0 ? 0 : offset + 1;
    int whole = padded.length / 3 * 4 + (padded.length % 3);
    return encoded.substring(from, Math.max(from, Math.min(encoded.length(), whole)));
  }

  private static String inLines(String text, int width) {
    return text.replaceAll("(.{" + width + "})(?!$)", "$1\n");
  }

  private static String percent(byte[] bytes, boolean upper) {
    var text = new StringBuilder();
    for (byte b : bytes) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
      text.append(plain ? String.valueOf(c) : (upper ? "%%%02X" : "%%%02x").formatted((int) c));
    }
    return text.toString();
  }
}
