package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What `docs/monitoring.md` shows of the log works on what a journal holds.
class MonitoringGuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "monitoring.md");
  private static final Pattern COMMAND = Pattern.compile("(?m)^journalctl .* -o cat \\| (jq .*)$");

  private static final String JOURNAL =
      """
      Started journeyman.service - Journeyman, coding tasks with verification and approval.
      Picked up JAVA_TOOL_OPTIONS: -Dfile.encoding=UTF-8
      {"level":"INFO","message":"The service listens"}
      {"level":"ERROR","message":"It failed","requestId":"r1"}
      NOTE: Picked up JDK_JAVA_OPTIONS: "-Xmx1g"
      {"level":"INFO","message":"Another","requestId":"r2"}
      {"level":"INFO","message":"Tried again","requestId":"r1"}
      journeyman.service: Deactivated successfully.
      """;

  @Test
  void aRequestIsFoundAmongLinesThatAreNoJson() throws Exception {
    assertThat(found("r1"))
        .isEqualTo(
            """
            {"level":"ERROR","message":"It failed","requestId":"r1"}
            {"level":"INFO","message":"Tried again","requestId":"r1"}
            """);
  }

  private static String found(String requestId) throws Exception {
    var command = COMMAND.matcher(Files.readString(GUIDE));
    assertThat(command.find()).isTrue();
    var process =
        new ProcessBuilder("sh", "-c", command.group(1).replace("…", requestId))
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(JOURNAL.getBytes(StandardCharsets.UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
