package dev.journeyman.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What binds a block of thinking, or a compaction, to its model, to all that came before it, and
/// to its own text. It carries what it is bound to, so no server needs to remember it.
record Signature(String model, String prefix, String text) {

  static Signature of(String model, String prefix, String text) {
    return new Signature(model, prefix, Hash.of(text));
  }

  boolean signs(String written) {
    return text.equals(Hash.of(written));
  }

  String written() {
    var content = String.join(" ", model, prefix, text);
    return Base64.getEncoder()
        .encodeToString((content + " " + seal(content)).getBytes(StandardCharsets.UTF_8));
  }

  /// Empty if it was not written here or was changed.
  static Optional<Signature> read(String written) {
    try {
      var bytes = Base64.getDecoder().decode(written);
      var parts = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
      var signature = parts.length == 4 ? new Signature(parts[0], parts[1], parts[2]) : null;
      return Optional.ofNullable(signature).filter(read -> read.written().equals(written));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String seal(String content) {
    return Hash.of("seal", content);
  }
}
