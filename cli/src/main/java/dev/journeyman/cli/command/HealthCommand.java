package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "health", description = "Say how the service is.")
final class HealthCommand extends ApiCommand {

  @Override
  ExitCode run(Session session) {
    var report = session.api().report("/health");
    boolean healthy = report.body().path("status").asText("").equals("healthy");
    if (!session.printedJson(report.body())) {
      session.print(lines(report.body(), healthy));
    }
    return healthy ? ExitCode.OK : ExitCode.FAILED;
  }

  private static List<Line> lines(JsonNode health, boolean healthy) {
    var lines = new ArrayList<Line>();
    lines.add(new Line(healthy ? Tone.GOOD : Tone.BAD, healthy ? "healthy" : "unhealthy"));
    health
        .path("problems")
        .forEach(problem -> lines.add(new Line(Tone.BAD, SafeText.line(problem.asText()))));
    var model = health.at("/agent/model").asText("");
    lines.add(
        Line.plain(
            "model    "
                + (health.at("/agent/apiKeyConfigured").asBoolean()
                    ? SafeText.line(model)
                    : "no key is configured: set ANTHROPIC_API_KEY where the service runs")));
    lines.add(
        Line.plain(
            "tasks    %d queued, %d running, %d waiting for approval, %d completed, %d in all"
                .formatted(
                    health.at("/tasks/queued").asLong(),
                    health.at("/tasks/running").asLong(),
                    health.at("/tasks/pendingApproval").asLong(),
                    health.at("/tasks/completed").asLong(),
                    health.at("/tasks/total").asLong())));
    if (health.at("/emergencyStop/stopped").asBoolean()) {
      lines.add(
          new Line(
              Tone.BAD,
              "Everything is stopped by %s."
                  .formatted(SafeText.line(health.at("/emergencyStop/by").asText("")))));
    }
    return lines;
  }
}
