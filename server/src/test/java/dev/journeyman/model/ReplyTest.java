package dev.journeyman.model;

import static dev.journeyman.model.Events.START;
import static dev.journeyman.model.Events.STOP;
import static dev.journeyman.model.Events.begin;
import static dev.journeyman.model.Events.beginText;
import static dev.journeyman.model.Events.beginTool;
import static dev.journeyman.model.Events.delta;
import static dev.journeyman.model.Events.end;
import static dev.journeyman.model.Events.input;
import static dev.journeyman.model.Events.replying;
import static dev.journeyman.model.Events.saying;
import static dev.journeyman.model.Events.stopping;
import static dev.journeyman.model.Events.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How a reply is put together from what servers send.
class ReplyTest {

  @RegisterExtension private final ModelBench bench = new ModelBench();

  @Test
  void plainTextBecomesAReply() {
    assertThat(bench.reply(saying("Hello")))
        .isEqualTo(
            new Reply(
                assistant("{\"type\":\"text\",\"text\":\"Hello\"}"),
                "Hello",
                "",
                List.of(),
                new StopReason.EndTurn(),
                new Usage(3, 89, 7, 60, 40),
                ModelBench.MODEL,
                "req_1"));
  }

  @Test
  void thinkingSignaturesAndCallsAreKeptInTheirOrder() {
    var reply =
        bench.reply(
            replying(
                "tool_use",
                begin(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"Let me \"}"),
                delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"look.\"}"),
                delta(0, "{\"type\":\"signature_delta\",\"signature\":\"EqQB\"}"),
                end(0),
                begin(1, "{\"type\":\"redacted_thinking\",\"data\":\"abc=\"}"),
                end(1),
                beginText(2),
                text(2, "Looking"),
                end(2),
                beginTool(3, "toolu_1", "bash"),
                input(3, ""),
                input(3, "{\"command\": \"l"),
                input(3, "s\", \"n\":1e3, \"a\": 2.50}"),
                end(3)));
    assertThat(reply.message())
        .isEqualTo(
            assistant(
                "{\"type\":\"thinking\",\"thinking\":\"Let me look.\",\"signature\":\"EqQB\"}",
                "{\"type\":\"redacted_thinking\",\"data\":\"abc=\"}",
                "{\"type\":\"text\",\"text\":\"Looking\"}",
                "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"bash\",\"input\":{\"command\":"
                    + " \"ls\", \"n\":1e3, \"a\": 2.50},\"caller\":{\"type\":\"direct\"}}"));
    assertThat(reply.stopReason()).isEqualTo(new StopReason.ToolUse());
    assertThat(reply.thinking()).isEqualTo("Let me look.");
    assertThat(reply.toolCalls()).isEqualTo(Messages.toolCalls(reply.message()));
    assertThat(bench.heard.text).hasToString("Looking");
    assertThat(bench.heard.thinking).hasToString("Let me look.");
  }

  @Test
  void eventsNobodyKnowsArePassedOver() {
    var reply =
        bench.reply(
            replying(
                "end_turn",
                Events.PING,
                "{\"type\":\"weather_report\",\"index\":0}",
                beginText(0),
                Events.PING,
                text(0, "Hi"),
                end(0)));
    assertThat(reply.text()).isEqualTo("Hi");
  }

  @Test
  void fieldsNobodyKnowsAreKeptAsTheyCame() {
    var block = "{\"type\":\"redacted_thinking\",\"data\":\"x\",\"shape\":{\"b\":1.50,\"a\":null}}";
    var reply = bench.reply(replying("end_turn", begin(0, block), end(0)));
    assertThat(reply.message()).isEqualTo(assistant(block));
  }

  @Test
  void blocksNobodyKnowsAreNotSentBackSinceTheProviderRefusesThem() {
    var block = "{\"type\":\"hologram\",\"shape\":{\"b\":1.50,\"a\":null}}";
    var reply =
        bench.reply(
            replying("end_turn", begin(0, block), end(0), beginText(1), text(1, "Hi"), end(1)));
    assertThat(reply.message()).isEqualTo(assistant("{\"type\":\"text\",\"text\":\"Hi\"}"));
  }

  @Test
  void inputThatIsNoJsonIsMarkedAndLeftOutOfTheConversation() {
    var raw = "{\"command\": ls}";
    var reply = bench.reply(replying("tool_use", beginTool(0, "t", "bash"), input(0, raw), end(0)));
    assertThat(reply.toolCalls().getFirst().input())
        .isInstanceOfSatisfying(
            ToolCall.Input.Invalid.class, invalid -> assertThat(invalid.raw()).isEqualTo(raw));
    assertThat(reply.message().json()).contains("\"input\":{}");
  }

  @Test
  void inputThatIsNoObjectIsInvalid() {
    var reply =
        bench.reply(replying("tool_use", beginTool(0, "t", "bash"), input(0, "[1]"), end(0)));
    assertThat(reply.toolCalls().getFirst().input())
        .isEqualTo(new ToolCall.Input.Invalid("[1]", "the input is no JSON object"));
  }

  @Test
  void inputCutByTheTokenLimitIsInvalid() {
    var reply =
        bench.reply(
            replying("max_tokens", beginTool(0, "t", "bash"), input(0, "{\"command\":\"l")));
    assertThat(reply.stopReason()).isEqualTo(new StopReason.MaxTokens());
    assertThat(reply.toolCalls().getFirst().input()).isInstanceOf(ToolCall.Input.Invalid.class);
  }

  @Test
  void aCallMayHaveNoInputOrAllOfItAtItsStart() {
    var reply =
        bench.reply(
            replying(
                "tool_use",
                beginTool(0, "t1", "status"),
                end(0),
                begin(
                    1, "{\"type\":\"tool_use\",\"id\":\"t2\",\"name\":\"x\",\"input\":{\"a\":1}}"),
                end(1),
                begin(2, "{\"type\":\"tool_use\",\"id\":\"t3\",\"name\":\"y\"}"),
                end(2)));
    assertThat(reply.toolCalls())
        .extracting(ToolCall::input)
        .containsExactly(valid("{}"), valid("{\"a\":1}"), valid("{}"));
    assertThat(Messages.toolCalls(reply.message())).isEqualTo(reply.toolCalls());
  }

  @Test
  void whatALocalServerLeavesOutHasDefaults() {
    var reply =
        bench.reply(
            RecordingServer.events(
                "{\"type\":\"message_start\",\"message\":{}}",
                begin(0, "{\"type\":\"thinking\",\"thinking\":\"\"}"),
                delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}"),
                beginTool(0, "t", "bash"),
                input(0, "{}"),
                STOP));
    assertThat(reply.usage()).isEqualTo(Usage.NONE);
    assertThat(reply.model()).isEqualTo(ModelBench.MODEL);
    assertThat(reply.stopReason()).isEqualTo(new StopReason.ToolUse());
    assertThat(reply.message().json())
        .startsWith(
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\"},"
                + "{\"type\":\"tool_use\"");
  }

  @Test
  void aDeltaWithoutAStartIsKept() {
    assertThat(bench.reply(replying("end_turn", text(0, "Hi"))).text()).isEqualTo("Hi");
  }

  @Test
  void blankTextBlocksAreDropped() {
    var reply =
        bench.reply(
            replying("end_turn", beginText(0), end(0), beginText(1), text(1, "\n"), end(1)));
    assertThat(reply.message()).isEqualTo(assistant());
    assertThat(Messages.isEmpty(reply.message())).isTrue();
  }

  @Test
  void aServerThatDoesNotStreamIsUnderstood() {
    var reply =
        bench.reply(
            RecordingServer.status(
                200,
                Map.of(),
                "{\"type\":\"message\",\"model\":\"m\",\"content\":[{\"type\":\"text\",\"text\":"
                    + "\"Hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":5}}"));
    assertThat(reply.text()).isEqualTo("Hi");
    assertThat(reply.usage().inputTokens()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, EndTurn[]",
    "tool_use, ToolUse[]",
    "max_tokens, MaxTokens[]",
    "stop_sequence, StopSequence[]",
    "pause_turn, Paused[]",
    "model_context_window_exceeded, ContextFull[]",
    "siesta, Unknown[name=siesta]",
  })
  void stopReasonsAreNamed(String wire, String expected) {
    var reply = bench.reply(replying(wire, beginText(0), text(0, "x"), end(0)));
    assertThat(reply.stopReason()).hasToString(expected);
  }

  @Test
  void aRefusalSaysWhy() {
    var reply =
        bench.reply(
            RecordingServer.events(
                START,
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\",\"stop_details\":"
                    + "{\"type\":\"refusal\",\"category\":\"cyber\",\"explanation\":\"no\"}}}",
                STOP));
    assertThat(reply.stopReason()).isEqualTo(new StopReason.Refused("cyber", "no"));
  }

  @Test
  void usageIsSummedOverIterations() {
    var reply =
        bench.reply(
            RecordingServer.events(
                START,
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":"
                    + "{\"iterations\":[{\"type\":\"compaction\",\"input_tokens\":100,"
                    + "\"output_tokens\":10},{\"type\":\"message\",\"input_tokens\":5,"
                    + "\"cache_creation_input_tokens\":7,\"output_tokens\":2}]}}",
                STOP));
    assertThat(reply.usage()).isEqualTo(new Usage(105, 12, 0, 7, 0));
  }

  @Test
  void aStreamMayEndWithoutAnEmptyLine() {
    var reply =
        bench.reply(
            exchange -> {
              RecordingServer.events(START, beginText(0), text(0, "Hi"), stopping("end_turn"))
                  .to(exchange);
              exchange.getResponseBody().write(("data:" + STOP).getBytes(UTF_8));
            });
    assertThat(reply.text()).isEqualTo("Hi");
  }

  private static ToolCall.Input valid(String json) {
    return new ToolCall.Input.Valid(Json.read(json));
  }

  static Message assistant(String... blocks) {
    return new Message("{\"role\":\"assistant\",\"content\":[" + String.join(",", blocks) + "]}");
  }
}
