package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.sandbox.Command;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Outcome;
import java.time.Duration;

/// Runs a command line in the task's sandbox, now or as a background job.
public record ExecuteBash() implements Tool {

  private static final int STANDARD_SECONDS = 120;
  private static final int MOST_SECONDS = 600;
  private static final Duration LONGEST_JOB = Duration.ofHours(24);
  private static final ToolDefinition DEFINITION =
      new ToolDefinition(
          "execute_bash",
          """
          Runs a bash command line in the sandbox. The work tree is /workspace; /tmp, the home \
          directory and the working directory last from call to call, shell variables do not. There \
          is no terminal and no input: programs that ask must be told not to. Everything the \
          command started is killed when it ends or after timeout_seconds (120 unless you say more, \
          at most 600). Set background for servers and long work: it answers with a job id for \
          action read, kill and list.""",
          """
          {"type":"object","properties":{
          "command":{"type":"string"},
          "timeout_seconds":{"type":"integer","minimum":1,"maximum":600},
          "background":{"type":"boolean"},
          "action":{"type":"string","enum":["run","read","kill","list"]},
          "job":{"type":"string","description":"A job id, for read and kill"}},
          "additionalProperties":false}""");

  @Override
  public ToolDefinition definition() {
    return DEFINITION;
  }

  @Override
  public boolean readOnly() {
    return false;
  }

  @Override
  public ToolResult run(JsonNode input, ToolContext context) {
    return Guard.run(input, checked -> act(checked, context));
  }

  private static ToolResult act(Input input, ToolContext context) {
    return switch (input.optionalText("action").orElse("run")) {
      case "run" -> input.flag("background") ? start(input, context) : now(input, context);
      case "read" -> BackgroundJobs.read(input.text("job"), context);
      case "kill" -> BackgroundJobs.kill(input.text("job"), context);
      case "list" -> BackgroundJobs.list(context);
      case String other ->
          throw new ToolFailure(
              "Unknown action `%s`: use run, read, kill or list.".formatted(other));
    };
  }

  private static ToolResult now(Input input, ToolContext context) {
    int seconds = input.number("timeout_seconds", STANDARD_SECONDS, 1, MOST_SECONDS);
    var timeout = context.deadline().atMost(Duration.ofSeconds(seconds));
    if (timeout.isZero()) {
      return ToolResult.error("The task is out of time. Nothing was run.");
    }
    var shell = context.shell();
    var mark = EndMark.fresh();
    var live = new RedactedStream(context.redaction(), shell.live());
    var command = command(mark, input.text("command"), timeout, context);
    var outcome = shell.sandbox().run(command, mark.before(live));
    live.end();
    var output = outcome.written();
    mark.parse(output.text()).directory().ifPresent(shell.directory()::moveTo);
    var text = Shown.text(output, written -> mark.parse(written).output(), context);
    return answer(text, outcome, shell.directory().current());
  }

  private static ToolResult start(Input input, ToolContext context) {
    var longest = context.deadline().atMost(LONGEST_JOB);
    if (longest.isZero()) {
      return ToolResult.error("The task is out of time. Nothing was started.");
    }
    var command = command(EndMark.fresh(), input.text("command"), longest, context);
    return BackgroundJobs.started(context.shell().sandbox().start(command));
  }

  static Command command(EndMark mark, String line, Duration timeout, ToolContext context) {
    var shell = context.shell();
    if (line.isBlank()) {
      throw new ToolFailure("`command` is empty.");
    }
    if (line.indexOf('\0') >= 0) {
      throw new ToolFailure("`command` holds a NUL character, which no command line can.");
    }
    return SandboxCommand.of(mark.program(shell.directory().current(), line), context)
        .with(
            Limits.standard()
                .withTimeout(timeout)
                .withKeptOutput(Shown.KEPT_BYTES)
                .withFullOutput());
  }

  private static ToolResult answer(String text, Outcome outcome, String directory) {
    var body = text.isEmpty() ? "" : text + "\n";
    return switch (outcome) {
      case Outcome.Exited(int code, _, Duration time) ->
          new ToolResult(
              "%s(exit code %d, %s, now in %s)".formatted(body, code, seconds(time), directory),
              code != 0);
      case Outcome.TimedOut(_, Duration time) ->
          ToolResult.error(
              "%s(It did not end within %s; it and all it started were killed. Give it more time with timeout_seconds, or run it with background.)"
                  .formatted(body, seconds(time)));
      case Outcome.OutOfMemory _ ->
          ToolResult.error(body + "(It used too much memory and was killed. Make it use less.)");
      case Outcome.DiskQuotaExceeded _ ->
          ToolResult.error(body + "(It wrote too much and was killed. Remove files not needed.)");
      case Outcome.Cancelled _ -> ToolResult.error(body + "(It was stopped before it ended.)");
      case Outcome.Unavailable(String reason) ->
          ToolResult.error("The sandbox could not run this: " + reason);
    };
  }

  static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
