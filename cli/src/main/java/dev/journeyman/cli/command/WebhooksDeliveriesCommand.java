package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Table;
import dev.journeyman.cli.text.Tone;
import dev.journeyman.cli.text.Words;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "deliveries", description = "List what was or is to be sent, newest first.")
final class WebhooksDeliveriesCommand extends ApiCommand {

  @Parameters(paramLabel = "WEBHOOK", description = "Its id.")
  private String id = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only pending, delivered or dead ones.")
  private String state = "";

  @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "1 to 200.")
  private int limit = 20;

  @Override
  ExitCode run(Session session) {
    var query = Paths.query("state", state, "limit", Integer.toString(limit));
    var page = session.api().get("/webhooks/" + Paths.segment(id) + "/deliveries" + query);
    if (session.printedJson(page)) {
      return ExitCode.OK;
    }
    if (page.path("deliveries").isEmpty()) {
      session.screen().say("None. Send one: ./journeyman webhooks test " + id);
      return ExitCode.OK;
    }
    var table = new Table("DELIVERY", "STATE", "TRIES", "AGE", "ANSWER", "WHAT");
    page.path("deliveries").forEach(delivery -> row(table, delivery));
    session.print(table);
    return ExitCode.OK;
  }

  private static void row(Table table, JsonNode delivery) {
    var status = delivery.path("responseStatus");
    var error = delivery.path("error").isTextual() ? ": " + delivery.path("error").asText() : "";
    table.row(
        Line.quiet(SafeText.line(delivery.path("id").asText(""))),
        state(delivery.path("state").asText("")),
        Line.plain(Long.toString(delivery.path("attempts").asLong())),
        Line.plain(Words.ago(delivery.path("createdAt").asText(""), Instant.now())),
        Line.plain(status.isNumber() ? status.asText() : "–"),
        Line.plain(SafeText.line(delivery.path("type").asText("") + error)));
  }

  private static Line state(String state) {
    return switch (state) {
      case "delivered" -> new Line(Tone.GOOD, state);
      case "dead" -> new Line(Tone.BAD, "given up");
      default -> new Line(Tone.PLACE, SafeText.line(state));
    };
  }
}
