package dev.journeyman.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// The spans of what the service does. A span belongs to the thread that began it until its work
/// ends; [Carried] takes it to another thread. Where nothing is recorded, requests and tasks still
/// have an id of a trace in the log, and nothing else happens. Safe for use by many threads.
public final class Traces {

  /// The name of the trace's id in the log.
  static final String TRACE_ID = "traceId";

  private static final String LIBRARY = "dev.journeyman";
  private static final int LONGEST_CONTENT = 32 * 1024;
  private static final ContextKey<String> TASK = ContextKey.named("journeyman-task");

  /// Work within a span.
  @FunctionalInterface
  public interface Work<R extends @Nullable Object, E extends Exception> {
    /// @param span takes what is known only later
    R run(Span span) throws E;
  }

  /// Work without a result.
  @FunctionalInterface
  public interface Use<E extends Exception> {
    void run(Span span) throws E;
  }

  private final Tracer tracer;
  private final boolean recording;
  private final Optional<UnaryOperator<String>> content;

  private Traces(Tracer tracer, boolean recording, Optional<UnaryOperator<String>> content) {
    this.tracer = tracer;
    this.recording = recording;
    this.content = content;
  }

  /// Records nothing.
  public static Traces off() {
    return new Traces(OpenTelemetry.noop().getTracer(LIBRARY), false, Optional.empty());
  }

  /// Records without what people and models say to each other.
  public static Traces in(OpenTelemetry telemetry) {
    return new Traces(telemetry.getTracer(LIBRARY), true, Optional.empty());
  }

  /// Records that, too.
  ///
  /// @param redaction takes secrets out of it
  public Traces withContent(UnaryOperator<String> redaction) {
    return new Traces(tracer, recording, Optional.of(redaction));
  }

  /// Begins to answer a request, on whose thread this is called.
  ///
  /// @param headers the value of a header; null without it
  public RequestTrace request(String method, Function<String, @Nullable String> headers) {
    var caller = TraceParent.read(headers);
    if (recording) {
      var parent = caller.map(TraceParent::context).orElseGet(Context::root);
      return new RequestTrace(Spans.request(method).start(tracer, parent), method);
    }
    return new RequestTrace(
        Span.fromContext(caller.orElseGet(TraceParent::made).context()), method);
  }

  /// Does work for a task in the trace of which it is a part, however long ago that began.
  ///
  /// @param task its id
  public <R extends @Nullable Object, E extends Exception> R resume(
      TraceParent trace, String task, Subject subject, Work<R, E> work) throws E {
    try (var _ = MDC.putCloseable(TRACE_ID, trace.traceId())) {
      return recording
          ? run(trace.context().with(TASK, task), subject, work)
          : work.run(Span.getInvalid());
    }
  }

  /// Does work within a span below the current one; without one there is none for it, either.
  public <R extends @Nullable Object, E extends Exception> R within(
      Subject subject, Work<R, E> work) throws E {
    return recording && Span.current().getSpanContext().isValid()
        ? run(Context.current(), subject, work)
        : work.run(Span.getInvalid());
  }

  /// Like [#within], for work without a result.
  public <E extends Exception> void useWithin(Subject subject, Use<E> work) throws E {
    within(
        subject,
        span -> {
          work.run(span);
          return true;
        });
  }

  /// Adds what people and models say to each other, if that was asked for: without secrets, and cut
  /// after 32 Ki characters.
  public void content(Span span, AttributeKey<String> name, Supplier<String> text) {
    if (span.isRecording()) {
      content.ifPresent(redaction -> span.setAttribute(name, cut(redaction.apply(text.get()))));
    }
  }

  private <R extends @Nullable Object, E extends Exception> R run(
      Context parent, Subject subject, Work<R, E> work) throws E {
    var span = subject.start(tracer, parent);
    Optional.ofNullable(parent.get(TASK)).ifPresent(task -> subject.belongs(span, task));
    try (var _ = parent.with(span).makeCurrent()) {
      return work.run(span);
    } catch (Throwable e) {
      // Messages of errors quote what programs wrote, which may be secret.
      failed(span, e.getClass().getName());
      throw e;
    } finally {
      span.end();
    }
  }

  /// Marks a span as that of something that failed.
  ///
  /// @param type of a kind of failures, never a message
  public static void failed(Span span, String type) {
    span.setAttribute(Spans.ERROR_TYPE, type).setStatus(StatusCode.ERROR);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_CONTENT ? text : text.substring(0, LONGEST_CONTENT) + "…";
  }
}
