package dev.journeyman.model;

import dev.journeyman.telemetry.ModelMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Measures what goes through a model.
public final class MeasuredModel implements Model {

  private final Model model;
  private final ModelMetrics metrics;

  public MeasuredModel(Model model, ModelMetrics metrics) {
    this.model = model;
    this.metrics = metrics;
  }

  @Override
  public Reply reply(Request request, ReplyListener listener) {
    return measured(request.model(), () -> model.reply(request, counting(listener)), Reply::usage);
  }

  @Override
  public Compaction compact(
      Request request, Optional<String> instructions, ReplyListener listener) {
    return measured(
        request.model(),
        () -> model.compact(request, instructions, counting(listener)),
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

  private <R> R measured(String name, Supplier<R> asking, Function<R, Usage> usage) {
    long started = System.nanoTime();
    try {
      var answer = asking.get();
      used(name, usage.apply(answer));
      metrics.asked(name, "reply", since(started));
      return answer;
    } catch (ModelException e) {
      metrics.asked(name, outcome(e), since(started));
      throw e;
    }
  }

  private void used(String name, Usage usage) {
    metrics.used(
        name,
        new ModelMetrics.Tokens(
            usage.inputTokens(),
            usage.outputTokens(),
            usage.cacheReadTokens(),
            usage.cacheWriteTokens()),
        model.costOf(name, usage));
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

  private ReplyListener counting(ReplyListener listener) {
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
        listener.retrying(attempt, wait, reason);
      }
    };
  }
}
