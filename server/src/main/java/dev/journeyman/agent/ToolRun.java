package dev.journeyman.agent;

import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.model.ToolCall;
import dev.journeyman.model.ToolResultBlock;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Journal.ToolOutcome;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.telemetry.Carried;
import dev.journeyman.telemetry.GenAi;
import dev.journeyman.telemetry.ToolMetrics;
import dev.journeyman.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/// The calls of one reply while they are run. A result is in the journal before the next call that
/// may change something begins; the last ones are stored by the caller, with the answer. Used by
/// one thread.
final class ToolRun {

  private static final String INTERRUPTED =
      "Interrupted by a restart of the service; it may or may not have taken effect. Check before"
          + " you repeat it.";

  /// A result that is not in the journal yet.
  private record Fresh(ToolOutcome outcome, TaskEvent.Draft event) {}

  private final Part part;
  private final List<ToolCall> calls;
  private final Journal journal;
  private final UnaryOperator<String> redaction;
  private final Repetition repetition;
  private final ToolMetrics metrics;
  private final Traces traces;
  private final Map<String, ToolOutcome> done = new HashMap<>();
  private final Map<String, Fresh> fresh = new LinkedHashMap<>();
  private Optional<Judgement.Accepted> accepted = Optional.empty();
  private boolean resumed;

  ToolRun(
      Part part,
      List<ToolCall> calls,
      Journal journal,
      UnaryOperator<String> redaction,
      Repetition repetition,
      ToolMetrics metrics,
      Traces traces) {
    this.part = part;
    this.calls = calls;
    this.journal = journal;
    this.redaction = redaction;
    this.repetition = repetition;
    this.metrics = metrics;
    this.traces = traces;
  }

  /// @param kept what a worker before this one left in the journal
  ToolRunner.Answers resume(Map<String, ToolOutcome> kept) throws InterruptedException {
    resumed = true;
    done.putAll(kept);
    return all();
  }

  ToolRunner.Answers all() throws InterruptedException {
    for (int i = 0; i < calls.size(); i++) {
      stopIfInterrupted();
      if (!done.containsKey(calls.get(i).id())) {
        one(i);
      }
    }
    return new ToolRunner.Answers(
        calls.stream().map(this::result).toList(),
        accepted,
        fresh.values().stream().map(Fresh::event).toList());
  }

  private void one(int index) throws InterruptedException {
    var call = calls.get(index);
    if (ToolCalls.isSubmission(part, call)) {
      keepFresh();
      submit(call);
    } else if (ToolCalls.readOnly(part, call)) {
      together(neighbours(index));
    } else {
      keepFresh();
      var result = resumed ? interrupted(call) : single(call);
      stopIfInterrupted();
      note(call, result);
    }
  }

  private void submit(ToolCall call) {
    var judgement =
        traces.within(GenAi.tool(call.name(), call.id()), _ -> ToolCalls.judge(part, call));
    var outcome = ToolCalls.outcome(judgement);
    done.put(call.id(), new ToolOutcome(redaction.apply(outcome.text()), outcome.error()));
    switch (judgement) {
      case Judgement.Accepted yes -> accepted = Optional.of(yes);
      case Judgement.Refused(String answer) -> {
        var told = redaction.apply(answer);
        repetition
            .note(call.name(), Turns.input(call), told, true)
            .ifPresent(
                remark ->
                    done.put(call.id(), new ToolOutcome(told + "\n\n(" + remark + ")", true)));
      }
    }
  }

  private List<ToolCall> neighbours(int from) {
    return calls.subList(from, calls.size()).stream()
        .takeWhile(call -> ToolCalls.readOnly(part, call))
        .filter(call -> !done.containsKey(call.id()))
        .toList();
  }

  private void together(List<ToolCall> group) throws InterruptedException {
    if (group.size() == 1) {
      note(group.getFirst(), single(group.getFirst()));
      return;
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<Fresh>>();
      group.forEach(call -> futures.add(executor.submit(Carried.over(() -> single(call)))));
      collect(group, futures, executor);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("A tool broke", e);
    }
  }

  /// Closing waits for the calls; nobody does for those of a worker that is asked to stop.
  private void collect(List<ToolCall> group, List<Future<Fresh>> futures, ExecutorService calls)
      throws InterruptedException, ExecutionException {
    try {
      for (int i = 0; i < futures.size(); i++) {
        note(group.get(i), futures.get(i).get());
      }
    } catch (InterruptedException e) {
      calls.shutdownNow();
      throw e;
    }
  }

  private Fresh single(ToolCall call) {
    var name = ToolCalls.known(part, call) ? call.name() : "unknown";
    return traces.within(GenAi.tool(name, call.id()), span -> traced(call, name, span));
  }

  private Fresh traced(ToolCall call, String name, Span span) {
    traces.content(span, GenAi.ARGUMENTS, () -> Turns.input(call));
    var fresh = measured(call, name);
    traces.content(span, GenAi.RESULT, () -> fresh.outcome().text());
    if (fresh.outcome().error()) {
      Traces.failed(span, "tool_error");
    }
    return fresh;
  }

  private Fresh measured(ToolCall call, String name) {
    long started = System.nanoTime();
    var result = ToolCalls.execute(part, call);
    var text = redaction.apply(result.text());
    var more = repetition.note(call.name(), Turns.input(call), text, result.error());
    var told = more.map(remark -> text + "\n\n(" + remark + ")").orElse(text);
    var took = Duration.ofNanos(System.nanoTime() - started);
    metrics.called(name, result.error(), took);
    return new Fresh(
        new ToolOutcome(told, result.error()),
        Turns.result(part.name(), call, told, result.error(), took));
  }

  private Fresh interrupted(ToolCall call) {
    return new Fresh(
        new ToolOutcome(INTERRUPTED, true),
        Turns.result(part.name(), call, INTERRUPTED, true, Duration.ZERO));
  }

  private void note(ToolCall call, Fresh result) {
    done.put(call.id(), result.outcome());
    fresh.put(call.id(), result);
  }

  /// What comes next may end the service, or take long.
  private void keepFresh() {
    if (fresh.isEmpty()) {
      return;
    }
    var outcomes = new LinkedHashMap<String, ToolOutcome>();
    fresh.forEach((call, result) -> outcomes.put(call, result.outcome()));
    journal.keep(
        part.claim(),
        part.conversation(),
        outcomes,
        fresh.values().stream().map(Fresh::event).toArray(TaskEvent.Draft[]::new));
    fresh.clear();
  }

  /// What a stopped command said is not its result.
  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("The worker was asked to stop");
    }
  }

  private ToolResultBlock result(ToolCall call) {
    var outcome = done.getOrDefault(call.id(), new ToolOutcome("", true));
    return new ToolResultBlock(call.id(), outcome.text(), outcome.error());
  }
}
