package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest extends SandboxTestBed {

  @Override
  SandboxSettings settings(SandboxSettings standard) {
    return standard.with(new HostLimits(8, 4, 1L << 34, 1L << 20, 10_000, 1L << 20));
  }

  @Test
  void pr16_aCrowdWaitsItsTurnAndEachGetsItsOwnAnswer() throws Exception {
    List<Callable<String>> commands =
        IntStream.range(0, 50)
            .<Callable<String>>mapToObj(number -> () -> text("echo answer " + number))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(commands).stream().map(Future::resultNow).toList();
      assertThat(answers)
          .isEqualTo(IntStream.range(0, 50).mapToObj("answer %d\n"::formatted).toList());
    }
  }
}
