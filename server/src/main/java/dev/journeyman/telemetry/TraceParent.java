package dev.journeyman.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A place in a trace under which others go on, as W3C Trace Context carries it.
public record TraceParent(SpanContext place) {

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
  private static final String HEADER = "traceparent";

  /// The span of the request that a thread answers.
  static final ContextKey<Span> REQUEST = ContextKey.named("journeyman-request");

  private static final TextMapGetter<Function<String, @Nullable String>> HEADERS =
      (headers, name) -> headers == null ? null : headers.apply(name);

  /// What a caller sent; empty if it sent nothing, or nothing that is valid.
  ///
  /// @param headers the value of a header; null without it
  static Optional<TraceParent> read(Function<String, @Nullable String> headers) {
    return of(Span.fromContext(W3C.extract(Context.root(), headers, HEADERS)));
  }

  /// What [#header] wrote.
  public static Optional<TraceParent> parse(String header) {
    return read(name -> name.equals(HEADER) ? header : null);
  }

  /// The request that this thread answers, however deep in its work; empty if it answers none.
  public static Optional<TraceParent> ofRequest() {
    return Optional.ofNullable(Context.current().get(REQUEST)).flatMap(TraceParent::of);
  }

  /// The beginning of a trace that has the digits of an id.
  public static TraceParent ofId(UUID id) {
    return sampled(id.getMostSignificantBits(), id.getLeastSignificantBits(), 1);
  }

  /// The beginning of a trace of its own.
  static TraceParent made() {
    var random = ThreadLocalRandom.current();
    return sampled(random.nextLong(), random.nextLong(1, Long.MAX_VALUE), random.nextLong() | 1);
  }

  /// Says that it is recorded, so that an instance which records does so with the rest of it.
  private static TraceParent sampled(long high, long low, long span) {
    var hex = HexFormat.of();
    return new TraceParent(
        SpanContext.createFromRemoteParent(
            hex.toHexDigits(high) + hex.toHexDigits(low),
            hex.toHexDigits(span),
            TraceFlags.getSampled(),
            TraceState.getDefault()));
  }

  private static Optional<TraceParent> of(Span span) {
    return Optional.of(span.getSpanContext()).filter(SpanContext::isValid).map(TraceParent::new);
  }

  /// The headers with which this thread's trace goes on elsewhere; none if nobody records it.
  public static Map<String, String> outgoing() {
    return Span.current().isRecording()
        ? of(Span.current()).map(now -> Map.of(HEADER, now.header())).orElse(Map.of())
        : Map.of();
  }

  public String traceId() {
    return place.getTraceId();
  }

  /// As the header `traceparent` has it, without what vendors add.
  public String header() {
    return "00-%s-%s-%s"
        .formatted(place.getTraceId(), place.getSpanId(), place.getTraceFlags().asHex());
  }

  Context context() {
    return Context.root().with(Span.wrap(place));
  }
}
