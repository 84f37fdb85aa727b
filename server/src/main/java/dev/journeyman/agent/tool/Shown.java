package dev.journeyman.agent.tool;

import dev.journeyman.sandbox.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Output of a command as the model reads it: plain, without secrets, cut once; the whole is kept
/// as a file that is named where the cut is.
final class Shown {

  /// How much the sandbox should keep, so that what is left after cleaning still fills the answer.
  static final int KEPT_BYTES = 256 * 1024;

  private static final int MOST_CHARACTERS = 30_000;
  private static final int MOST_FULL_BYTES = 16 * 1024 * 1024;

  private Shown() {}

  static String text(Output output, String text, ToolContext context) {
    var plain = context.redaction().of(PlainText.of(text)).stripTrailing();
    var cut = Cut.of(plain, MOST_CHARACTERS);
    if (!cut.shortened() && output.full().isEmpty()) {
      return cut.text();
    }
    var kept = context.texts().keep("output", whole(output, plain, context));
    return cut.text()
        + "\n(%,d bytes in all. The full text is in %s: read_file with view_range, grep or tail it.)"
            .formatted(output.totalBytes(), kept);
  }

  private static String whole(Output output, String plain, ToolContext context) {
    return output
        .full()
        .map(file -> context.redaction().of(PlainText.of(taken(file))))
        .orElse(plain);
  }

  /// What is in the sandbox's file, which is of no use to anybody after this.
  private static String taken(Path file) {
    try (var in = Files.newInputStream(file)) {
      var text = new String(in.readNBytes(MOST_FULL_BYTES), StandardCharsets.UTF_8);
      Files.deleteIfExists(file);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the full output " + file, e);
    }
  }
}
