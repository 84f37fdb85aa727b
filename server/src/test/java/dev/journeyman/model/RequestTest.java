package dev.journeyman.model;

import static dev.journeyman.model.Events.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes over the wire.
class RequestTest {

  private static final String MARK = "\"cache_control\":{\"type\":\"ephemeral\"}";

  @RegisterExtension private final ModelBench bench = new ModelBench();

  @Test
  void theBodyIsWrittenInAFixedOrder() {
    bench.reply(saying("Hello"));
    assertThat(bench.server.lastBody())
        .isEqualTo(
            """
            {"model":"claude-sonnet-5-5","max_tokens":128000,"stream":true,\
            "tools":[{"name":"bash","description":"Runs a command.",\
            "input_schema":{"type": "object"}}],\
            "system":[{"type":"text","text":"You are a journeyman.",\
            "cache_control":{"type":"ephemeral","ttl":"1h"}}],\
            "thinking":{"type":"adaptive","display":"summarized"},\
            "output_config":{"effort":"medium"},"cache_control":{"type":"ephemeral"},\
            "messages":[{"role":"user","content":[{"type":"text","text":"Go."}]}]}\
            """);
    var received = bench.server.received().getLast();
    assertThat(received.path()).isEqualTo("/v1/messages");
    assertThat(received.headers()).containsEntry("Authorization", List.of("Bearer key"));
    assertThat(received.headers()).doesNotContainKey("Anthropic-beta");
  }

  @Test
  void storedMessagesAreSentByteForByte() {
    var odd =
        new Message(
            "{\"role\":\"user\", \"content\":[{\"type\":\"tool_result\",\"z\":1e3,\"a\":2.50,"
                + "\"unknown\":{\"b\":null,\"a\":[ ]},\"content\":\"\\u00e9 é 🚀\"}]}");
    bench.server.then(saying("Hello"));
    bench.model.reply(ModelBench.request(odd), ReplyListener.SILENT);
    assertThat(bench.server.lastBody()).contains("\"messages\":[" + odd.json() + "]");
  }

  @Test
  void aTurnOfManyBlocksMarksTheEndOfTheRequestBefore() {
    var first = Messages.user("Go.");
    var calls = calls(11);
    bench.server.then(saying("Hello"));
    bench.model.reply(ModelBench.request(first, calls, results(11)), bench.heard);
    assertThat(bench.server.lastBody())
        .endsWith(
            "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Go.\","
                + MARK
                + "}]},"
                + calls.json()
                + ","
                + results(11).json()
                + "]}");
  }

  @Test
  void aTurnOfFewBlocksIsSentAsItIs() {
    bench.server.then(saying("Hello"));
    var first = Messages.user("Go.");
    bench.model.reply(ModelBench.request(first, calls(9), results(9)), bench.heard);
    assertThat(bench.server.lastBody()).contains("\"messages\":[" + first.json() + ",");
  }

  private static Message calls(int count) {
    return ReplyTest.assistant(
        IntStream.range(0, count)
            .mapToObj(
                "{\"type\":\"tool_use\",\"id\":\"t%d\",\"name\":\"x\",\"input\":{}}"::formatted)
            .toArray(String[]::new));
  }

  private static Message results(int count) {
    return Messages.toolResults(
        IntStream.range(0, count)
            .mapToObj(index -> new ToolResultBlock("t" + index, "ok", false))
            .toList(),
        Optional.empty());
  }

  @Test
  void oldModelsAreAskedWithoutThinkingAndEffort() {
    bench.server.then(saying("Hello"));
    bench.model.reply(ModelBench.request("claude-haiku-4-5-20251001"), bench.heard);
    assertThat(bench.server.lastBody())
        .contains("\"max_tokens\":64000", MARK)
        .doesNotContain("thinking", "effort");
  }

  @Test
  void anUnknownModelOnAForeignServerIsAskedInThePortableWay() {
    bench.server.then(saying("Hello"));
    bench.model.reply(ModelBench.request("qwen3-coder"), bench.heard);
    assertThat(bench.server.lastBody())
        .isEqualTo(
            """
            {"model":"qwen3-coder","max_tokens":8192,"stream":true,\
            "tools":[{"name":"bash","description":"Runs a command.",\
            "input_schema":{"type": "object"}}],\
            "system":[{"type":"text","text":"You are a journeyman."}],\
            "messages":[{"role":"user","content":[{"type":"text","text":"Go."}]}]}\
            """);
  }

  @Test
  void aModelOfOnesOwnWithLimitsAndPricesIsAskedInThePortableWayToo(@TempDir Path directory)
      throws IOException {
    var table =
        Files.writeString(
            directory.resolve("models.yaml"),
            "models: {qwen3-coder: {context: 131072}, prod: {like: claude-sonnet-5-5}}");
    bench.server.then(saying("1"), saying("2"));
    try (var model = bench.open(bench.portable(Optional.empty(), Optional.of(table)))) {
      assertThat(model.profile("qwen3-coder").contextTokens()).isEqualTo(131_072);
      model.reply(ModelBench.request("qwen3-coder"), bench.heard);
      assertThat(bench.server.lastBody()).doesNotContain("cache_control", "thinking", "effort");
      model.reply(ModelBench.request("prod"), bench.heard);
      assertThat(bench.server.lastBody()).contains("cache_control", "thinking", "effort");
    }
  }

  @Test
  void thePortableWayCanBeChosen() {
    bench.server.then(saying("Hello"));
    try (var model = bench.open(bench.portable(Optional.of(true), Optional.empty()))) {
      model.reply(ModelBench.request(), bench.heard);
    }
    assertThat(bench.server.lastBody()).doesNotContain("cache_control", "thinking", "effort");
  }

  @Test
  void theServerIsAskedOnceAboutAModelNobodyKnows() {
    bench.server.then(
        RecordingServer.status(
            200,
            Map.of(),
            """
            {"type":"model","id":"claude-next","max_input_tokens":500000,"max_tokens":96000,
            "capabilities":{"thinking":{"types":{"adaptive":{"supported":true}}},
            "effort":{"medium":{"supported":true}}}}\
            """));
    try (var model = bench.open(bench.portable(Optional.of(false), Optional.empty()))) {
      var expected =
          new ModelProfile(
              "claude-next",
              500_000,
              96_000,
              ModelProfile.Thinking.ADAPTIVE,
              true,
              Optional.empty());
      assertThat(model.profile("claude-next")).isEqualTo(expected);
      assertThat(model.profile("claude-next")).isEqualTo(expected);
    }
    assertThat(bench.server.received())
        .extracting(RecordingServer.Received::path)
        .containsExactly("/v1/models/claude-next");
  }

  @Test
  void oneConnectionServesManyRequests() {
    bench.reply(saying("1"));
    bench.reply(saying("2"));
    bench.reply(saying("3"));
    assertThat(bench.server.connections()).hasSizeLessThan(3);
  }

  @Test
  void aConversationIsSummarisedByTheProvider() {
    var block = "{\"type\":\"compaction\",\"content\":\"So far…\",\"signature\":\"s\"}";
    bench.server.then(
        RecordingServer.status(
            200,
            Map.of(),
            "{\"type\":\"message\",\"content\":["
                + block
                + "],\"stop_reason\":\"compaction\",\"usage\":{\"input_tokens\":0,\"iterations\":"
                + "[{\"type\":\"compaction\",\"input_tokens\":900,\"output_tokens\":80}]}}"),
        saying("Onwards"));
    var compaction =
        bench.model.compact(ModelBench.request(), Optional.of("Keep the goal."), bench.heard);
    assertThat(bench.server.lastBody())
        .contains("\"compaction\":{\"type\":\"summarize\",\"instructions\":\"Keep the goal.\"}")
        .doesNotContain("\"stream\"");
    var summary = ReplyTest.assistant(block);
    assertThat(compaction)
        .isEqualTo(new Compaction.Compacted(summary, new Usage(900, 80, 0, 0, 0), "req_failed"));
    bench.model.reply(ModelBench.request(summary, Messages.user("Go on.")), bench.heard);
    assertThat(bench.server.received())
        .extracting(request -> request.headers().get("Anthropic-beta"))
        .containsExactly(List.of("compact-2026-09-04"), List.of("compact-2026-09-04"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compaction_nothing_to_summarize",
        "compaction_incomplete_turn",
        "compaction_tool_changes_mismatch",
        "compaction_too_many_tool_references",
        "compaction_block_ambiguous",
      })
  void aSummaryThatTheProviderRefusesIsNone(String code) {
    bench.server.then(
        RecordingServer.status(
            400,
            Map.of(),
            "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\",\"details\":{\"error_code\":\"%s\"}}}"
                .formatted(code)));
    assertThat(bench.model.compact(ModelBench.request(), Optional.empty(), bench.heard))
        .isInstanceOfSatisfying(
            Compaction.NotPossible.class,
            none -> assertThat(none.reason()).contains("400 invalid_request_error: no"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"max_tokens", "model_context_window_exceeded", "tool_use", "refusal", "end_turn"})
  void aSummaryThatStoppedForAnotherReasonIsNone(String reason) {
    bench.server.then(
        RecordingServer.status(
            200,
            Map.of(),
            "{\"type\":\"message\",\"content\":[],\"stop_reason\":\"%s\"}".formatted(reason)));
    assertThat(bench.model.compact(ModelBench.request(), Optional.empty(), bench.heard))
        .isInstanceOf(Compaction.NotPossible.class);
  }

  @Test
  void anEmptySummaryIsNone() {
    bench.server.then(
        RecordingServer.status(
            200, Map.of(), "{\"type\":\"message\",\"content\":[],\"stop_reason\":\"max_tokens\"}"));
    assertThat(bench.model.compact(ModelBench.request(), Optional.empty(), bench.heard))
        .isEqualTo(new Compaction.NotPossible("the provider stopped with MaxTokens[]", Usage.NONE));
    assertThat(
            bench.model.compact(ModelBench.request("qwen3-coder"), Optional.empty(), bench.heard))
        .isInstanceOf(Compaction.NotPossible.class);
  }
}
