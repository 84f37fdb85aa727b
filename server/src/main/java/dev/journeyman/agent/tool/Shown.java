package dev.journeyman.agent.tool;

import dev.journeyman.sandbox.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Output of a command as the model reads it: plain, without secrets, cut once; the whole is kept
/// as a file that is named where the cut is.
final class Shown {

  private static final Logger LOG = LoggerFactory.getLogger(Shown.class);

  /// How much the sandbox should keep, so that what is left after cleaning still fills the answer.
  static final int KEPT_BYTES = 256 * 1024;

  private static final int MOST_CHARACTERS = 30_000;
  private static final int MOST_FULL_BYTES = 16 * 1024 * 1024;

  private Shown() {}

  /// Of a command that has ended: what the sandbox kept of it in a file is of no use to anybody
  /// after this.
  ///
  /// @param cleaning takes out what the command itself did not write
  static String text(Output output, UnaryOperator<String> cleaning, ToolContext context) {
    var text = soFar(output, cleaning, context);
    output.full().ifPresent(Shown::delete);
    return text;
  }

  /// Of a command that may go on writing, or be read once more.
  static String soFar(Output output, UnaryOperator<String> cleaning, ToolContext context) {
    var plain = plain(cleaning.apply(output.text()), context).stripTrailing();
    var cut = Cut.of(plain, MOST_CHARACTERS);
    if (!cut.shortened() && output.full().isEmpty()) {
      return cut.text();
    }
    var kept = context.texts().keep("output", whole(output, plain, cleaning, context));
    return cut.text()
        + "\n(%,d bytes in all. The full text is in %s: read_file with view_range, grep or tail it.)"
            .formatted(output.totalBytes(), kept);
  }

  private static String plain(String text, ToolContext context) {
    return context.redaction().of(PlainText.of(text));
  }

  private static String whole(
      Output output, String plain, UnaryOperator<String> cleaning, ToolContext context) {
    return output
        .full()
        .flatMap(Shown::read)
        .map(text -> plain(cleaning.apply(text), context))
        .orElse(plain);
  }

  private static Optional<String> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(MOST_FULL_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.info("The full output of a command is gone, so its beginning and end are shown", e);
      return Optional.empty();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.info("Left {}: {}", file, e.getMessage());
    }
  }
}
