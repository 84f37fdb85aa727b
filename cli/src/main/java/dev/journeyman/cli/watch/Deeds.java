package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.Api;
import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.Json;
import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.text.DiffText;
import dev.journeyman.cli.text.Line;
import dev.journeyman.cli.text.Paint;
import dev.journeyman.cli.text.SafeText;
import dev.journeyman.cli.text.Tone;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Does what a key asks for, on a thread of its own, and says how it went.
///
/// @param said hears the answer, on that thread
record Deeds(Api api, Paint paint, Consumer<List<Line>> said) {

  void approve(Task task, boolean approved) {
    perform(
        () -> {
          var body = Json.object().put("approved", approved).put("tree", task.text("/tree"));
          return message(api.post("/approve/" + task.id(), body));
        });
  }

  void cancel(Task task) {
    perform(() -> message(api.delete("/tasks/" + task.id())));
  }

  void pauseOrResume(Task task) {
    var verb = task.may("resume") ? "/resume" : "/pause";
    perform(() -> message(api.post("/tasks/" + task.id() + verb, Json.object())));
  }

  void diff(Task task) {
    perform(
        () -> {
          var lines = DiffText.lines(api.text("/tasks/" + task.id() + "/diff"), paint);
          return lines.stream().map(Line::plain).toList();
        });
  }

  private static List<Line> message(Api.Answer answer) {
    return List.of(
        new Line(Tone.GOOD, SafeText.line(answer.body().path("message").asText("Done"))));
  }

  private void perform(Supplier<List<Line>> deed) {
    Thread.startVirtualThread(
        () -> {
          try {
            said.accept(deed.get());
          } catch (CommandException e) {
            said.accept(List.of(new Line(Tone.BAD, SafeText.line(String.valueOf(e.getMessage())))));
          }
        });
  }
}
