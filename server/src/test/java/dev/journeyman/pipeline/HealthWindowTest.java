package dev.journeyman.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How often a health check is tried, and how long it may take.
class HealthWindowTest {

  @Test
  void anAttemptMayTakeWhatIsLeftAndNoneIsBegunThatWouldBeCutOff() throws Exception {
    var window = Duration.ofMillis(3_500);
    var longest = new ArrayList<Duration>();

    var last =
        new HealthWindow(window)
            .await(
                most -> {
                  longest.add(most);
                  Thread.sleep(700);
                  return new DeployCommands.Ran("health check", "", false, "no " + longest.size());
                });

    // At 0 and 1.7 s; at 3.4 s there would be too little left.
    assertThat(longest).hasSize(2);
    assertThat(longest.getFirst()).isEqualTo(window);
    assertThat(longest.getLast()).isBetween(Duration.ofMillis(700), Duration.ofMillis(1_850));
    assertThat(last.output()).isEqualTo("no 2");
  }

  @Test
  void theFirstSuccessEndsIt() throws Exception {
    var outputs = new ArrayList<>(List.of("no", "yes", "again"));

    var last =
        new HealthWindow(Duration.ofSeconds(60))
            .await(
                _ -> {
                  var said = outputs.removeFirst();
                  return new DeployCommands.Ran("health check", "", said.equals("yes"), said);
                });

    assertThat(last.succeeded()).isTrue();
    assertThat(outputs).containsExactly("again");
  }
}
