package dev.journeyman.telemetry;

import dev.journeyman.telemetry.ModelMetrics.Tokens;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/// The names that OpenTelemetry has for work with models. They are still in development there, so
/// they stand here alone.
public final class GenAi {

  /// Only if content was asked for.
  public static final AttributeKey<String> INPUT = text("gen_ai.input.messages");

  public static final AttributeKey<String> OUTPUT = text("gen_ai.output.messages");
  public static final AttributeKey<String> ARGUMENTS = text("gen_ai.tool.call.arguments");
  public static final AttributeKey<String> RESULT = text("gen_ai.tool.call.result");

  static final AttributeKey<String> OPERATION = text("gen_ai.operation.name");
  static final AttributeKey<String> CONVERSATION = text("gen_ai.conversation.id");
  static final AttributeKey<String> PROVIDER = text("gen_ai.provider.name");
  static final AttributeKey<String> REQUEST_MODEL = text("gen_ai.request.model");
  static final AttributeKey<String> TOKEN_TYPE = text("gen_ai.token.type");

  static final String DURATION_METRIC = "gen_ai.client.operation.duration";
  static final String TOKENS_METRIC = "gen_ai.client.token.usage";
  static final String CHAT = "chat";
  static final String ANTHROPIC = "anthropic";

  private static final AttributeKey<String> RESPONSE_MODEL = text("gen_ai.response.model");
  private static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
  private static final AttributeKey<Long> INPUT_TOKENS = number("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT_TOKENS = number("gen_ai.usage.output_tokens");
  private static final AttributeKey<Long> CACHE_READ =
      number("gen_ai.usage.cache_read.input_tokens");
  private static final AttributeKey<Long> CACHE_WRITE =
      number("gen_ai.usage.cache_write.input_tokens");
  private static final AttributeKey<String> AGENT = text("gen_ai.agent.name");
  private static final AttributeKey<String> TOOL = text("gen_ai.tool.name");
  private static final AttributeKey<String> TOOL_TYPE = text("gen_ai.tool.type");
  private static final AttributeKey<String> CALL = text("gen_ai.tool.call.id");

  private GenAi() {}

  /// One worker's time with a task.
  public static Subject agent() {
    return new Subject(
        "invoke_agent journeyman",
        SpanKind.INTERNAL,
        Attributes.of(OPERATION, "invoke_agent", AGENT, "journeyman", PROVIDER, ANTHROPIC));
  }

  /// One request to a model with its retries, and the reply.
  public static Subject chat(String model) {
    return new Subject(
        CHAT + " " + model,
        SpanKind.CLIENT,
        Attributes.of(OPERATION, CHAT, PROVIDER, ANTHROPIC, REQUEST_MODEL, model));
  }

  /// @param name of a tool that there is
  /// @param call its id
  public static Subject tool(String name, String call) {
    return new Subject(
        "execute_tool " + name,
        SpanKind.INTERNAL,
        Attributes.of(OPERATION, "execute_tool", TOOL, name, TOOL_TYPE, "function", CALL, call));
  }

  /// @param model the one that answered
  /// @param reason why the reply ended
  public static void replied(Span span, String model, String reason) {
    span.setAttribute(RESPONSE_MODEL, model).setAttribute(FINISH_REASONS, List.of(reason));
  }

  /// Input is the whole prompt, cached or not.
  public static void used(Span span, Tokens tokens) {
    span.setAttribute(INPUT_TOKENS, tokens.prompt())
        .setAttribute(OUTPUT_TOKENS, tokens.output())
        .setAttribute(CACHE_READ, tokens.cacheRead())
        .setAttribute(CACHE_WRITE, tokens.cacheWrite());
  }

  private static AttributeKey<String> text(String name) {
    return AttributeKey.stringKey(name);
  }

  private static AttributeKey<Long> number(String name) {
    return AttributeKey.longKey(name);
  }
}
