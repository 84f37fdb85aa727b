package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.ServerEvent;
import dev.journeyman.cli.connection.StreamSignal;
import dev.journeyman.cli.text.Screen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Timestamped lines, for pipes, logs and terminals that know no control sequences.
final class PlainView implements View {

  private final Screen screen;
  private final Narrator narrator = new Narrator();

  PlainView(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void came(ServerEvent event) {
    var at = event.json().path(event.isTask() ? "updatedAt" : "at").asText("");
    narrator
        .lines(event)
        .forEach(
            line ->
                line.text()
                    .lines()
                    .forEach(
                        text ->
                            screen.line(
                                seconds(at) + "  " + screen.paint().paint(line.tone(), text))));
  }

  private static String seconds(String at) {
    var instant = at.isEmpty() ? Instant.now() : Instant.parse(at);
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void lost(StreamSignal.Lost lost) {
    screen.say(JsonView.sentence(lost.reason(), lost.until()));
  }
}
