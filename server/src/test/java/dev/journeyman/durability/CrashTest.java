package dev.journeyman.durability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Killed at any instant, the service loses nothing and does nothing twice. Many more seeds:
/// `bench/run crash --seeds N`.
class CrashTest {

  @ParameterizedTest
  @ValueSource(longs = {1})
  void whatIsKilledGoesOn(long seed) throws Exception {
    var report = CrashRun.run(seed, new CrashRun.Size(5, 3));
    System.out.println(report);
    assertThat(report.findings()).as("%s", report).isEmpty();
  }
}
