package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.ServerEvent;
import dev.journeyman.cli.connection.StreamSignal;
import dev.journeyman.cli.text.Screen;
import java.time.Duration;

/// One line of JSON an event, as the stream has it. The last snapshot comes once.
record JsonView(Screen screen) implements View {

  @Override
  public void came(ServerEvent event) {
    if (!event.isEnd()) {
      screen.json(event.line());
    }
  }

  @Override
  public void lost(StreamSignal.Lost lost) {
    screen.say(sentence(lost.reason(), lost.until()));
  }

  static String sentence(String reason, Duration until) {
    return "Connection lost (%s); trying again in %d s."
        .formatted(reason, Math.max(1, until.toSeconds()));
  }
}
