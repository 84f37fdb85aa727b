package dev.journeyman.agent.tool;

import dev.journeyman.sandbox.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Output of a command as the model reads it: plain, without secrets, cut once; the whole is kept
/// as a file that is named where the cut is.
final class Shown {

  /// How much the sandbox should keep, so that what is left after cleaning still fills the answer.
  static final int KEPT_BYTES = 256 * 1024;

  private static final int MOST_CHARACTERS = 30_000;
  private static final int MOST_FULL_BYTES = 16 * 1024 * 1024;

  private Shown() {}

  /// @param cleaning takes out what the command itself did not write
  static String text(Output output, UnaryOperator<String> cleaning, ToolContext context) {
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
        .flatMap(Shown::taken)
        .map(text -> plain(cleaning.apply(text), context))
        .orElse(plain);
  }

  /// What is in the sandbox's file, which is of no use to anybody after this. A job's is gone when
  /// the job is read again.
  private static Optional<String> taken(Path file) {
    try (var in = Files.newInputStream(file)) {
      var text = new String(in.readNBytes(MOST_FULL_BYTES), StandardCharsets.UTF_8);
      Files.deleteIfExists(file);
      return Optional.of(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the full output " + file, e);
    }
  }
}
