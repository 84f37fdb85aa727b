package dev.journeyman.model;

import dev.journeyman.telemetry.GenAi;
import dev.journeyman.telemetry.ModelMetrics;
import dev.journeyman.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Measures and traces what goes through a model.
public final class MeasuredModel implements Model {

  private final Model model;
  private final ModelMetrics metrics;
  private final Traces traces;

  public MeasuredModel(Model model, ModelMetrics metrics, Traces traces) {
    this.model = model;
    this.metrics = metrics;
    this.traces = traces;
  }

  @Override
  public Reply reply(Request request, ReplyListener listener) {
    return measured(
        request,
        span -> {
          var reply = model.reply(request, counting(listener, span));
          GenAi.replied(span, reply.model(), StopReasons.name(reply.stopReason()));
          traces.content(span, GenAi.OUTPUT, () -> SpokenMessages.of(reply));
          return reply;
        },
        Reply::usage);
  }

  @Override
  public Compaction compact(
      Request request, Optional<String> instructions, ReplyListener listener) {
    return measured(
        request,
        span -> model.compact(request, instructions, counting(listener, span)),
        compaction ->
            switch (compaction) {
              case Compaction.Compacted(_, Usage usage, _) -> usage;
              case Compaction.NotPossible(_, Usage usage) -> usage;
            });
  }

  @Override
  public ModelProfile profile(String name) {
    return model.profile(name);
  }

  @Override
  public boolean configured() {
    return model.configured();
  }

  private <R> R measured(
      Request request, Traces.Work<R, RuntimeException> asking, Function<R, Usage> usage) {
    var name = request.model();
    long started = System.nanoTime();
    try {
      var answer = traces.within(GenAi.chat(name), span -> asked(request, span, asking, usage));
      metrics.asked(name, ModelMetrics.REPLY, since(started));
      return answer;
    } catch (ModelException e) {
      metrics.asked(name, outcome(e), since(started));
      throw e;
    }
  }

  private <R> R asked(
      Request request,
      Span span,
      Traces.Work<R, RuntimeException> asking,
      Function<R, Usage> usage) {
    traces.content(span, GenAi.INPUT, () -> SpokenMessages.newest(request));
    var answer = asking.run(span);
    var tokens = tokens(usage.apply(answer));
    metrics.used(request.model(), tokens, model.costOf(request.model(), usage.apply(answer)));
    GenAi.used(span, tokens);
    return answer;
  }

  private static ModelMetrics.Tokens tokens(Usage usage) {
    return new ModelMetrics.Tokens(
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWriteTokens());
  }

  private static String outcome(ModelException e) {
    return switch (e) {
      case ModelException.AccessDenied _ -> "access_denied";
      case ModelException.Unreachable _ -> "unreachable";
      case ModelException.ContextFull _ -> "context_full";
      case ModelException.Rejected _ -> "rejected";
      case ModelException.Interrupted _ -> "interrupted";
    };
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private ReplyListener counting(ReplyListener listener, Span span) {
    return new ReplyListener() {
      @Override
      public void text(String delta) {
        listener.text(delta);
      }

      @Override
      public void thinking(String delta) {
        listener.thinking(delta);
      }

      @Override
      public void retrying(int attempt, Duration wait, String reason) {
        metrics.retried();
        span.addEvent("retry");
        listener.retrying(attempt, wait, reason);
      }
    };
  }
}
