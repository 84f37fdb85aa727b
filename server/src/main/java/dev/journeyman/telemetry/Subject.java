package dev.journeyman.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/// What a span is about: its name, of which there are few, and what is known at its beginning.
public record Subject(String name, SpanKind kind, Attributes attributes) {

  Span start(Tracer tracer, Context parent) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setSpanKind(kind)
        .setAllAttributes(attributes)
        .startSpan();
  }

  /// Notes for which task it is done; the task is also the conversation that GenAI names.
  void belongs(Span span, String task) {
    span.setAttribute(Spans.TASK, task);
    if (attributes.get(GenAi.OPERATION) != null) {
      span.setAttribute(GenAi.CONVERSATION, task);
    }
  }
}
