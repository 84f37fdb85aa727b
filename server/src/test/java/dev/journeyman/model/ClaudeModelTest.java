package dev.journeyman.model;

import static dev.journeyman.model.Events.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaudeModelTest {

  private final RecordingServer server = new RecordingServer();
  private final ClaudeModel model = ClaudeModel.open(ModelSettings.ofKey("key").at(server.url()));

  @AfterEach
  void close() {
    model.close();
    server.close();
  }

  @Test
  void storedMessagesAreSentByteForByte() {
    var odd =
        new Message(
            "{\"role\":\"user\", \"content\":[{\"type\":\"tool_result\",\"z\":1e3,\"a\":2.50,"
                + "\"unknown\":{\"b\":null,\"a\":[ ]},\"content\":\"\\u00e9 é 🚀\"}]}");
    server.then(saying("Hello"));
    var reply = model.reply(request(odd), ReplyListener.SILENT);
    assertThat(server.lastBody()).contains("\"messages\":[" + odd.json() + "]");
    assertThat(reply)
        .isEqualTo(
            new Reply(
                new Message(
                    "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}]}"),
                "Hello",
                "",
                List.of(),
                new StopReason.EndTurn(),
                new Usage(3, 89, 7, 60, 40),
                "claude-sonnet-5-5",
                "req_1"));
  }

  private static Request request(Message... messages) {
    return new Request(
        "claude-sonnet-5-5",
        "medium",
        "You are a journeyman.",
        List.of(new ToolDefinition("bash", "Runs a command.", "{\"type\":\"object\"}")),
        List.of(messages),
        Duration.ofMinutes(1));
  }
}
