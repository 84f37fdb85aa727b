package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.agent.testreport.ReportedRun;
import dev.journeyman.agent.testreport.TestCounts;
import dev.journeyman.model.ToolDefinition;
import dev.journeyman.sandbox.Limits;
import dev.journeyman.sandbox.Outcome;
import dev.journeyman.task.Counted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs the repository's own verify commands in the task's sandbox and counts their tests. What it
/// says is for the model; verification runs them again in a sandbox the agent never touched.
public record RunTests() implements Tool {

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int MOST_NAMES = 30;
  private static final ToolDefinition DEFINITION =
      new ToolDefinition(
          "run_tests",
          """
          Runs the repository's configured verify commands, the same that later decide whether \
          the change is accepted, and answers with counts, failing tests and the output. Give \
          command to run one of them alone, exactly as it is configured. For single tests use \
          execute_bash.""",
          """
          {"type":"object","properties":{
          "command":{"type":"string","description":"One of the configured commands; all without"}},
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
    return Guard.run(input, checked -> run(commands(checked, context), context));
  }

  private static List<String> commands(Input input, ToolContext context) {
    var configured = context.repository().verify();
    if (configured.isEmpty()) {
      throw new ToolFailure(
          "The repository has no verify commands. Run what fits it with execute_bash.");
    }
    var wish = input.optionalText("command").filter(text -> !text.isBlank());
    if (wish.isEmpty()) {
      return configured;
    }
    if (!configured.contains(wish.get())) {
      throw new ToolFailure(
          "Only these commands can be run here: `%s`. Use execute_bash for others."
              .formatted(String.join("`, `", configured)));
    }
    return List.of(wish.get());
  }

  private static ToolResult run(List<String> commands, ToolContext context) {
    var answers = new ArrayList<ToolResult>();
    for (var command : commands) {
      answers.add(run(command, context));
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    var text = String.join("\n\n", answers.stream().map(ToolResult::text).toList());
    return new ToolResult(text, answers.stream().anyMatch(ToolResult::error));
  }

  private static ToolResult run(String command, ToolContext context) {
    var time = context.deadline().atMost(LONGEST);
    if (time.isZero()) {
      return ToolResult.error("$ %s\n(not run: the task is out of time)".formatted(command));
    }
    var reported = ReportedRun.fresh();
    var live = new RedactedStream(context.redaction(), context.shell().live());
    var limits =
        Limits.standard().withTimeout(time).withKeptOutput(Shown.KEPT_BYTES).withFullOutput();
    var program = SandboxCommand.of(reported.program(command), context).with(limits);
    var outcome = context.shell().sandbox().run(program, live);
    live.end();
    var parsed = reported.parse(PlainText.of(outcome.written().text()));
    var output =
        Shown.text(
            outcome.written(), written -> reported.parse(PlainText.of(written)).text(), context);
    return answer(command, outcome, output, parsed.counts(context.files()));
  }

  private static ToolResult answer(
      String command, Outcome outcome, String output, TestCounts counts) {
    var verdict =
        switch (outcome) {
          case Outcome.Exited(int code, _, Duration time) ->
              "exit code %d after %s".formatted(code, ExecuteBash.seconds(time));
          case Outcome.TimedOut _ -> "killed: it ran out of time";
          case Outcome.OutOfMemory _ -> "killed: it used too much memory";
          case Outcome.DiskQuotaExceeded _ -> "killed: it wrote too much";
          case Outcome.Cancelled _ -> "stopped before it ended";
          case Outcome.Unavailable(String reason) -> "not run, the sandbox failed: " + reason;
        };
    return new ToolResult(
        "$ %s\n%s\n(%s; %s)".formatted(command, output, verdict, summary(counts)),
        !outcome.succeeded());
  }

  private static String summary(TestCounts counts) {
    if (!counts.found()) {
      return "no tests were counted";
    }
    var names = counts.failing().stream().limit(MOST_NAMES).toList();
    return "%s executed: %d passed, %d failed, %d more skipped%s"
        .formatted(
            Counted.of(counts.executed(), "test"),
            counts.passed(),
            counts.failed(),
            counts.skipped(),
            names.isEmpty() ? "" : "; failing: " + String.join(", ", names));
  }
}
