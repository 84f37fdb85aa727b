package dev.journeyman.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;

/// The names of spans and attributes, but for those of GenAI. Where OpenTelemetry has a name, it is
/// that. None holds what a person, a model or a program wrote.
public final class Spans {

  public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  public static final AttributeKey<String> TASK = AttributeKey.stringKey("journeyman.task.id");
  public static final AttributeKey<String> TASK_STATUS =
      AttributeKey.stringKey("journeyman.task.status");
  public static final AttributeKey<Long> EXIT_CODE = AttributeKey.longKey("process.exit.code");

  static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  public static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

  private static final AttributeKey<String> STAGE = AttributeKey.stringKey("journeyman.stage");
  private static final AttributeKey<Long> STEP = AttributeKey.longKey("journeyman.step.number");
  private static final AttributeKey<String> ACTION =
      AttributeKey.stringKey("journeyman.step.action");
  private static final AttributeKey<String> PROGRAM =
      AttributeKey.stringKey("process.executable.name");
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
  private static final AttributeKey<String> EVENT = AttributeKey.stringKey("journeyman.event.type");

  private Spans() {}

  static Subject request(String method) {
    return new Subject(method, SpanKind.SERVER, Attributes.of(METHOD, method));
  }

  /// @param status the status of the task in which the stage works
  public static Subject stage(String status) {
    return inside("stage " + status, Attributes.of(STAGE, status));
  }

  /// @param number of a step of the plan, from 1
  public static Subject step(int number, String action) {
    return inside("step " + number, Attributes.of(STEP, (long) number, ACTION, action));
  }

  /// @param program its name without a directory
  public static Subject command(String program) {
    return inside("sandbox " + program, Attributes.of(PROGRAM, program));
  }

  /// @param verb such as `fetch`
  public static Subject git(String verb) {
    return inside("git " + verb, Attributes.of(PROGRAM, "git"));
  }

  /// Whole transactions only: their statements would drown the rest.
  public static Subject transaction() {
    return new Subject("transaction", SpanKind.CLIENT, Attributes.of(SYSTEM, "postgresql"));
  }

  /// @param event the type of what is told
  public static Subject webhook(String event) {
    return new Subject(
        "webhook " + event, SpanKind.CLIENT, Attributes.of(METHOD, "POST", EVENT, event));
  }

  private static Subject inside(String name, Attributes attributes) {
    return new Subject(name, SpanKind.INTERNAL, attributes);
  }
}
