package dev.journeyman.durability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Several instances share the work, and one takes over what another was at. Thousands of tasks:
/// `bench/run cluster`.
class ClusterTest {

  @Test
  void nothingIsLostAndNothingRunsTwice() throws Exception {
    var report = ClusterRun.run(new ClusterRun.Size(2, 100, false, 4, 4));
    System.out.println(report);
    assertThat(report.findings()).as("%s", report).isEmpty();
  }
}
