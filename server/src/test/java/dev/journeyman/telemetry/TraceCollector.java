package dev.journeyman.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Receives spans over OTLP, as a collector would.
public final class TraceCollector implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// A span that came.
  ///
  /// @param instance who sent it
  /// @param parent empty for the first of a trace
  /// @param attributes their values as text
  public record Received(
      String instance,
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes,
      boolean failed) {

    public String attribute(String name) {
      return attributes.getOrDefault(name, "");
    }
  }

  private final HttpServer server;
  private final List<Received> spans = new CopyOnWriteArrayList<>();
  private final List<String> resources = new CopyOnWriteArrayList<>();

  public TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  /// The variables with which a service sends here.
  public Map<String, String> variables() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "OTEL_BSP_SCHEDULE_DELAY",
        "50");
  }

  public List<Received> all() {
    return List.copyOf(spans);
  }

  /// Who sent: the attributes of the resources, as text.
  public String resources() {
    return resources.toString();
  }

  public List<Received> trace(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  /// Waits for a span of a trace.
  public Received await(String trace, Predicate<Received> wanted) throws InterruptedException {
    return await(wanted.and(span -> span.trace().equals(trace)));
  }

  public Received await(Predicate<Received> wanted) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var found = spans.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("No such span among " + spans);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  public Received await(String trace, String name) throws InterruptedException {
    return await(trace, span -> span.name().equals(name));
  }

  /// The names of all spans above one, from its parent on.
  public List<String> above(Received span) {
    return java.util.stream.Stream.iterate(
            parent(span), Optional::isPresent, above -> above.flatMap(this::parent))
        .map(above -> above.orElseThrow().name())
        .toList();
  }

  private Optional<Received> parent(Received span) {
    return spans.stream().filter(other -> other.id().equals(span.parent())).findFirst();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      for (var resource : request.getResourceSpansList()) {
        var sender = attributes(resource.getResource().getAttributesList());
        resources.add(sender.toString());
        var instance = sender.getOrDefault("service.instance.id", "");
        for (var scope : resource.getScopeSpansList()) {
          scope.getSpansList().forEach(span -> spans.add(received(instance, span)));
        }
      }
      var answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    }
  }

  private static Received received(String instance, Span span) {
    var hex = HexFormat.of();
    return new Received(
        instance,
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getName(),
        attributes(span.getAttributesList()),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
  }

  private static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, attribute -> text(attribute.getValue())));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(TraceCollector::text)
              .collect(Collectors.joining(","));
      default -> value.toString();
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
