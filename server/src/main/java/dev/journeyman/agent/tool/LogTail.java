package dev.journeyman.agent.tool;

import dev.journeyman.repository.RepositoryConfiguration.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The last lines of a log file.
///
/// @param whole whether these are all
record LogTail(List<String> lines, boolean whole) {

  private static final int MOST_BYTES = 16 * 1024 * 1024;

  static LogTail read(LogFile log, LogPlaces places) {
    var path = places.open(log);
    try (var channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      long from = Math.max(0, size - MOST_BYTES);
      var buffer = ByteBuffer.allocate((int) (size - from));
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {}
      var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      return new LogTail(
          text.substring(from == 0 ? 0 : text.indexOf('\n') + 1).lines().toList(), from == 0);
    } catch (IOException e) {
      throw new ToolFailure(
          "The log `%s` could not be read (%s). Go on without it."
              .formatted(log.name(), e.getClass().getSimpleName()));
    }
  }
}
