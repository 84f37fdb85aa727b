package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.cli.connection.ExitCode;
import dev.journeyman.cli.connection.Json;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.watch.Watch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Hand over a task, and watch it.")
final class RunCommand extends ApiCommand {

  enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT
  }

  private static final class Waiting {
    @Option(names = "--wait", description = "Watch until it needs you or ends (the default).")
    @SuppressWarnings("UnusedVariable") // it says what is done anyway
    private boolean wait;

    @Option(names = "--detach", description = "Print the id and leave.")
    private boolean detach;
  }

  @Parameters(paramLabel = "TEXT", description = "What to do, in plain words; - reads it.")
  private String text = "";

  @Option(names = "--repo", paramLabel = "NAME", description = "A registered repository.")
  private String repository = "";

  @Option(names = "--branch", paramLabel = "NAME", description = "Where the work is to land.")
  private String branch = "";

  @Option(names = "--context", paramLabel = "KEY=VALUE", description = "What helps to know.")
  private Map<String, String> context = new LinkedHashMap<>();

  @Option(names = "--no-approval", description = "Land by itself once its checks have passed.")
  private boolean noApproval;

  @Option(names = "--priority", description = "low, normal, high or urgent.")
  private Priority priority = Priority.NORMAL;

  @Option(names = "--budget", paramLabel = "USD", description = "What it may cost.")
  private double budget;

  @Option(names = "--model", paramLabel = "NAME", description = "The model that does it.")
  private String model = "";

  @ArgGroup private final Waiting waiting = new Waiting();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Stop waiting then; the task goes on.")
  private int timeout;

  @Override
  ExitCode run(Session session) {
    var answer =
        session
            .api()
            .post(
                "/execute",
                request(session),
                Map.of("Idempotency-Key", UUID.randomUUID().toString()))
            .body();
    var id = answer.path("taskId").asText("");
    if (waiting.detach) {
      if (!session.printedJson(answer)) {
        session.screen().line(SafeText.line(id));
      }
      return ExitCode.OK;
    }
    session.screen().say("Task " + id);
    var format = session.json() ? Watch.Format.JSON : Watch.Format.TEXT;
    return Watching.follow(
        session,
        id,
        new Watch.Wish(format, java.util.Optional.empty(), Duration.ofSeconds(timeout)));
  }

  private ObjectNode request(Session session) {
    var body = Json.object().put("task", Texts.given(session, text));
    put(body, "repository", repository);
    put(body, "targetBranch", branch);
    put(body, "model", model);
    if (!context.isEmpty()) {
      var node = body.putObject("context");
      context.forEach(node::put);
    }
    if (noApproval) {
      body.put("requireApproval", false);
    }
    if (priority != Priority.NORMAL) {
      body.put("priority", priority.name().toLowerCase(Locale.ROOT));
    }
    if (budget != 0) {
      body.putObject("budget").put("maxCostUsd", budget);
    }
    return body;
  }

  private static void put(ObjectNode body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }
}
