package dev.journeyman.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Drives the simulator with the client that the service uses.
class SdkTest {
  private final Simulator simulator =
      Simulator.start(
          0,
          Script.parse(
              """
              rules:
                - stage: analyze
                  replies:
                    - thinking: Look at the file first.
                      text: I look at the file.
                      calls:
                        - read_file: {path: "a \\"quoted\\" nämë.txt"}
                    - text: "It says: ${result:colour is (\\\\w+)}"
              """));

  private final AnthropicClient client =
      AnthropicOkHttpClient.builder()
          .apiKey("key")
          .baseUrl(simulator.baseUrl().toString())
          .maxRetries(0)
          .build();

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void aStreamedReplyIsSentBackAndUnderstood() {
    var request = request();

    var first = streamed(request.build());
    assertThat(first.stopReason()).contains(StopReason.TOOL_USE);
    assertThat(first.content().getFirst().thinking().orElseThrow().thinking())
        .isEqualTo("Look at the file first.");
    var call = first.content().getLast().toolUse().orElseThrow();
    assertThat(call._input().convert(JsonNode.class))
        .isEqualTo(Json.object().put("path", "a \"quoted\" nämë.txt"));

    answer(request, first, call.id());
    var second = client.messages().create(request.build());
    assertThat(second.content().getFirst().text().orElseThrow().text()).isEqualTo("It says: blue");
    assertThat(second.usage().outputTokens()).isPositive();
  }

  @Test
  void bothWaysToAskGiveTheSameReply() {
    var plain = client.messages().create(request().build());

    assertThat(streamed(request().build()).toParam()).isEqualTo(plain.toParam());
    assertThat(streamed(request().build()).id()).isEqualTo(plain.id());
  }

  @Test
  void anErrorKeepsItsTypeAndRequestId() {
    var error =
        Assertions.catchThrowableOfType(
            AnthropicServiceException.class,
            () -> client.messages().create(request().model("claude-none").build()));

    assertThat(error.statusCode()).isEqualTo(404);
    assertThat(error.apiMessage()).contains("model: claude-none");
    assertThat(error.requestId()).isPresent();
  }

  @Test
  void modelsAreListed() {
    assertThat(client.models().list().autoPager().stream().map(model -> model.id()))
        .contains("claude-opus-5-5", "claude-haiku-4-5");
  }

  private Message streamed(MessageCreateParams request) {
    var whole = MessageAccumulator.create();
    try (var stream = client.messages().createStreaming(request)) {
      stream.stream().forEach(whole::accumulate);
    }
    return whole.message();
  }

  private static void answer(MessageCreateParams.Builder request, Message reply, String call) {
    request
        .addMessage(reply)
        .addUserMessageOfContentBlockParams(
            List.of(
                ContentBlockParam.ofToolResult(
                    ToolResultBlockParam.builder()
                        .toolUseId(call)
                        .content("The colour is blue.")
                        .build())));
  }

  private static MessageCreateParams.Builder request() {
    var properties =
        Tool.InputSchema.Properties.builder()
            .putAdditionalProperty("path", JsonValue.from(Map.of("type", "string")))
            .build();
    return MessageCreateParams.builder()
        .model(Client.MODEL)
        .maxTokens(32_000L)
        .system("You are terse.")
        .cacheControl(CacheControlEphemeral.builder().build())
        .thinking(
            ThinkingConfigAdaptive.builder()
                .display(ThinkingConfigAdaptive.Display.SUMMARIZED)
                .build())
        .addTool(
            Tool.builder()
                .name("read_file")
                .description("Reads a file.")
                .inputSchema(Tool.InputSchema.builder().properties(properties).build())
                .build())
        .addUserMessage("# Stage: analyze\n\nWhich colour?");
  }
}
