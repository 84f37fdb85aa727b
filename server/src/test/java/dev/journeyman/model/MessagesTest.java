package dev.journeyman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessagesTest {

  @Test
  void aTextIsWrittenCanonically() {
    assertThat(Messages.user("Say \"é\"\n🚀"))
        .isEqualTo(
            new Message(
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Say \\\"é\\\"\\n🚀\"}]}"));
    assertThatThrownBy(() -> Messages.user(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void resultsComeFirstAndTextAfter() {
    var message =
        Messages.toolResults(
            List.of(new ToolResultBlock("t1", "ok", false), new ToolResultBlock("t2", "no", true)),
            Optional.of("Hurry."));
    assertThat(message.json())
        .isEqualTo(
            "{\"role\":\"user\",\"content\":["
                + "{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"ok\"},"
                + "{\"type\":\"tool_result\",\"tool_use_id\":\"t2\",\"content\":\"no\",\"is_error\":true},"
                + "{\"type\":\"text\",\"text\":\"Hurry.\"}]}");
    assertThat(Messages.answeredCalls(message)).containsExactly("t1", "t2");
    assertThat(Messages.text(message)).isEqualTo("Hurry.");
    assertThat(Messages.toolCalls(message)).isEmpty();
  }

  @Test
  void thinkingIsCutOutAndNothingElseChanges() {
    var message =
        new Message(
            "{ \"content\":[ {\"type\":\"thinking\",\"thinking\":\"}]\",\"signature\":\"s\"} ,"
                + " {\"text\":\"é🚀\", \"type\":\"text\", \"n\":1e3} ,{\"type\":"
                + "\"redacted_thinking\",\"data\":\"d\"}],\"role\":\"assistant\" }");
    assertThat(Messages.withoutThinking(message))
        .isEqualTo(
            new Message(
                "{ \"content\":[ {\"text\":\"é🚀\", \"type\":\"text\", \"n\":1e3}],"
                    + "\"role\":\"assistant\" }"));
  }

  @Test
  void aMessageOfThinkingAloneKeepsAPlaceholder() {
    var message = ReplyTest.assistant("{\"type\":\"thinking\",\"thinking\":\"x\"}");
    assertThat(Messages.withoutThinking(message))
        .isEqualTo(ReplyTest.assistant("{\"type\":\"text\",\"text\":\"(no visible text)\"}"));
  }
}
