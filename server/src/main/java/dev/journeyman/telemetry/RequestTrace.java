package dev.journeyman.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import org.slf4j.MDC;

/// The span of a request. It is the current one on the thread that takes the request, until the
/// answer is complete; a stream's is completed on another.
public final class RequestTrace {

  private static final int SERVER_ERROR = 500;

  private final Span span;
  private final String method;
  private final Scope scope;
  private final Thread thread = Thread.currentThread();

  @SuppressWarnings("MustBeClosedChecker") // answered() closes it
  RequestTrace(Span span, String method) {
    this.span = span;
    this.method = method;
    this.scope = Context.root().with(span).with(TraceParent.REQUEST, span).makeCurrent();
    MDC.put(Traces.TRACE_ID, span.getSpanContext().getTraceId());
  }

  /// Ends it.
  ///
  /// @param route the pattern that matched, never a path: there are too many of those
  /// @param task the id of the task it was about
  public void answered(String route, int status, Optional<String> task) {
    if (Thread.currentThread().equals(thread)) {
      scope.close();
    }
    span.updateName(method + " " + route)
        .setAttribute(Spans.ROUTE, route)
        .setAttribute(Spans.STATUS, (long) status);
    task.ifPresent(id -> span.setAttribute(Spans.TASK, id));
    if (status >= SERVER_ERROR) {
      Traces.failed(span, Integer.toString(status));
    }
    span.end();
  }
}
