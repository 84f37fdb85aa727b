package dev.journeyman.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a person may get wrong in a script, and what a fault of a script hits.
class ScriptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: {text: hi}                       | \"rules\" must be a list",
        "{window: big, rules: []}                | \"window\" must be a whole number",
        "rules: [{step: one, text: hi}]          | \"step\" must be a whole number",
        "rules: [{delay: -1, text: hi}]          | \"delay\" must be a whole number",
        "rules: [{delay: 1s, text: hi}]          | \"delay\" must be a whole number",
        "rules: [{repeat: often, text: hi}]      | \"repeat\" must be true or false",
        "rules: [{calls: read_file}]             | \"calls\" must be a list",
        "rules: [{text: [hi]}]                   | \"text\" must be a text",
        "rules: [{usage: 5}]                     | \"usage\" must be counts by name",
        "rules: [{replies: {text: hi}}]          | \"replies\" must be a list",
        "rules: [{fault: {kind: empty, times: x}}] | \"times\" must be a whole number",
        "rules: [{fault: {kind: nothing}}]       | Unknown fault kind \"nothing\"",
        "rules: [{txt: hi}]                      | Unknown key \"txt\" in a rule",
      })
  void aWrongValueIsSaid(String yaml, String said) {
    assertThatThrownBy(() -> Script.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aMissingFileIsSaid(@TempDir Path directory) {
    var file = directory.resolve("none.yaml");
    assertThatThrownBy(() -> Script.read(file))
        .hasMessage("The script %s cannot be read: is it there, and is it text?", file);
  }

  @Test
  void anEmptyReplyComesAsOftenAsItIsToldAlsoWhenOneAsksInOtherWords() throws IOException {
    var script = Script.parse("rules: [{text: At last., fault: {kind: empty, times: 2}}]");
    try (var simulator = Simulator.start(0, script);
        var client = new Client(simulator)) {
      assertThat(said(client, "Hello.")).isEmpty();
      assertThat(said(client, "Hello.", "You said nothing.")).isEmpty();
      assertThat(said(client, "Hello.", "You said nothing.", "Again nothing."))
          .isEqualTo("At last.");
    }
  }

  private static String said(Client client, String... texts) throws IOException {
    var body = Json.object().put("model", Client.MODEL).put("max_tokens", 1000);
    var messages = body.putArray("messages");
    List.of(texts).forEach(text -> messages.addObject().put("role", "user").put("content", text));
    return Json.words(client.reply(body).path("content"));
  }
}
