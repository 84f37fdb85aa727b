package dev.journeyman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that speak the Messages API without its extras, such as Ollama, llama.cpp, vLLM and LM
/// Studio, asked with no configuration but their address and a model's name.
class PortableServerTest {

  private static final String NAME = "qwen3-coder";

  private final RecordingServer server = new RecordingServer();
  private final ModelBench.Heard heard = new ModelBench.Heard();
  private final ClaudeModel model =
      ClaudeModel.open(
          new ModelSettings(
              Optional.empty(),
              Optional.empty(),
              Optional.of(server.url()),
              new RetrySettings(2, Duration.ofMillis(1), Duration.ofMillis(1)),
              ModelSettings.Timeouts.DEFAULT,
              Optional.empty(),
              Optional.empty(),
              Clock.systemUTC()));

  @AfterEach
  void close() {
    model.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(LocalServer.class)
  void aCallIsMadeAnsweredAndFollowedUp(LocalServer kind) {
    server.always(kind::answer);
    var opening = Messages.user("Go.");
    var first = model.reply(request(NAME, List.of(opening)), heard);
    assertThat(first.toolCalls())
        .containsExactly(
            new ToolCall(
                "call_1", "bash", new ToolCall.Input.Valid(Json.read("{\"command\":\"ls\"}"))));
    assertThat(first.stopReason()).isEqualTo(new StopReason.ToolUse());
    var results =
        Messages.toolResults(
            List.of(new ToolResultBlock("call_1", "fine", false)), Optional.empty());
    var second = model.reply(request(NAME, List.of(opening, first.message(), results)), heard);
    assertThat(second.text()).isEqualTo("Done.");
    assertThat(heard.retries).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LocalServer.class)
  void nothingIsAskedOfItThatItDoesNotHave(LocalServer kind) {
    server.always(kind::answer);
    var request = request(NAME, List.of(Messages.user("Go.")));
    assertThat(model.profile(NAME)).isEqualTo(ModelProfile.cautious(NAME));
    assertThat(model.costOf(NAME, new Usage(1, 1, 0, 0, 0))).as("not zero").isEmpty();
    assertThat(model.compact(request, Optional.empty(), heard))
        .isInstanceOf(Compaction.NotPossible.class);
    assertThat(server.received()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LocalServer.class)
  void itsRefusalIsToldInItsOwnWords(LocalServer kind) {
    server.always(kind::answer);
    var known = request("claude-sonnet-5-5", List.of(Messages.user("Go.")));
    assertThatThrownBy(() -> model.reply(known, heard))
        .isInstanceOf(ModelException.Rejected.class)
        .hasMessageContaining("400 BadRequestError: unknown field");
  }

  private static Request request(String name, List<Message> messages) {
    var bash = new ToolDefinition("bash", "Runs a command.", "{\"type\":\"object\"}");
    return new Request(name, "high", "You work.", List.of(bash), messages, Duration.ofMinutes(1));
  }
}
