package dev.journeyman.telemetry;

import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.MDC;

/// Takes what a thread is about to the thread that does a part of its work: the span under which
/// that goes on, and what the log says of it.
public final class Carried {

  private final Context context = Context.current();
  private final Map<String, String> about =
      Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());

  private Carried() {}

  /// To be called by the one thread; the result is for the other, which is about nothing else.
  public static <R> Callable<R> over(Callable<R> work) {
    var carried = new Carried();
    return () -> carried.call(work);
  }

  /// Likewise.
  public static Runnable over(Runnable work) {
    var carried = new Carried();
    return () -> carried.run(work);
  }

  private <R> R call(Callable<R> work) throws Exception {
    MDC.setContextMap(about);
    try (var _ = context.makeCurrent()) {
      return work.call();
    } finally {
      MDC.clear();
    }
  }

  private void run(Runnable work) {
    MDC.setContextMap(about);
    try (var _ = context.makeCurrent()) {
      work.run();
    } finally {
      MDC.clear();
    }
  }
}
