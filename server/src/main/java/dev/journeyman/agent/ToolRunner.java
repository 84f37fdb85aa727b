package dev.journeyman.agent;

import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.model.ToolCall;
import dev.journeyman.model.ToolResultBlock;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Journal.ToolOutcome;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.telemetry.ToolMetrics;
import dev.journeyman.telemetry.Traces;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the tool calls of one reply: neighbouring read-only ones at once, the others one after the
/// other.
public final class ToolRunner {

  /// The answers to all calls of a reply.
  ///
  /// @param told what happened since the journal was last written; to be stored with the answers
  record Answers(
      List<ToolResultBlock> results,
      Optional<Judgement.Accepted> accepted,
      List<TaskEvent.Draft> told) {

    UnaryOperator<Task> change() {
      return accepted.map(Judgement.Accepted::change).orElse(UnaryOperator.identity());
    }

    List<TaskEvent.Draft> events() {
      return Stream.concat(told.stream(), accepted.stream().flatMap(yes -> yes.events().stream()))
          .toList();
    }
  }

  private final Journal journal;
  private final UnaryOperator<String> redaction;
  private final ToolMetrics metrics;
  private final Traces traces;

  /// @param redaction takes the service's own secrets out of results
  public ToolRunner(
      Journal journal, UnaryOperator<String> redaction, ToolMetrics metrics, Traces traces) {
    this.journal = journal;
    this.redaction = redaction;
    this.metrics = metrics;
    this.traces = traces;
  }

  /// @param resumed whether a worker before this one may have run some of the calls
  Answers run(Part part, List<ToolCall> calls, boolean resumed, Repetition repetition)
      throws InterruptedException {
    var run = new ToolRun(part, calls, journal, redaction, repetition, metrics, traces);
    return resumed ? run.resume(kept(part, calls)) : run.all();
  }

  private Map<String, ToolOutcome> kept(Part part, List<ToolCall> calls) {
    return journal.kept(
        part.claim().task(),
        part.conversation(),
        calls.stream().map(ToolCall::id).collect(Collectors.toList()));
  }
}
