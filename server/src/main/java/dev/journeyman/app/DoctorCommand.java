package dev.journeyman.app;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Looks at everything the service needs; ends with 1 when something is missing.
@Command(
    name = "doctor",
    description = "Check what the service needs, and say what to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    var configuration = Configuration.load(Environment.ofProcess());
    var findings = new Findings(System.out);
    new Doctor(configuration, findings, Clock.systemUTC()).look();
    return findings.healthy() ? 0 : 1;
  }
}
