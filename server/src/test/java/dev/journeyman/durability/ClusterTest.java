package dev.journeyman.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.database.TestRedis;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Several instances share the work, and one takes over what another was at. Thousands of tasks:
/// `bench/run cluster`.
class ClusterTest {

  @Test
  void threeInstancesLoseNothingAndDoNothingTwice() throws Exception {
    run(new ClusterRun.Size(2, 100, false, 4, 4, Optional.empty()));
  }

  @Test
  void twoInstancesLoseNothingAndDoNothingTwiceOverRedis() throws Exception {
    try (var redis = TestRedis.start()) {
      run(new ClusterRun.Size(1, 100, false, 6, 4, Optional.of(redis.address())));
    }
  }

  private static void run(ClusterRun.Size size) throws Exception {
    var report = ClusterRun.run(size);
    System.out.println(report);
    assertThat(report.findings()).as("%s", report).isEmpty();
  }
}
