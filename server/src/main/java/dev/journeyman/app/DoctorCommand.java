package dev.journeyman.app;

import dev.journeyman.sandbox.Isolation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/// Looks at everything the service needs and says what to do about what is missing.
@Command(
    name = "doctor",
    description = "Check what the service needs, and say what to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  private static final long LEAST_FREE_BYTES = 2L * 1024 * 1024 * 1024;

  private boolean healthy = true;

  @Override
  public Integer call() {
    var configuration = Configuration.load(Environment.ofProcess());
    good("JDK", Runtime.version().toString());
    program("git", "install git: apt-get install git");
    sandbox(configuration);
    model(configuration);
    disk(configuration.home().directory());
    port(configuration.server().port(), "PORT");
    port(configuration.server().managementPort(), "MANAGEMENT_PORT");
    return healthy ? 0 : 1;
  }

  private void sandbox(Configuration configuration) {
    try (var sandbox = Sandboxes.open(configuration)) {
      switch (sandbox.isolation()) {
        case Isolation.Isolated(String version, List<String> warnings) -> {
          good("sandbox", "bubblewrap " + version);
          warnings.forEach(warning -> System.out.println("  note: " + warning));
        }
        case Isolation.SwitchedOff _ ->
            bad("sandbox", "SANDBOX=none: commands run without isolation", "unset SANDBOX");
        case Isolation.Impossible(String reason, String remedy) -> bad("sandbox", reason, remedy);
      }
    }
  }

  private void model(Configuration configuration) {
    if (configuration.model().credential() instanceof ModelConfiguration.Credential.Missing
        && configuration.model().baseUrl() == null) {
      bad("model", "no key is configured", "set ANTHROPIC_API_KEY; the demo works without one");
    } else {
      good("model", configuration.model().model());
    }
  }

  private void disk(Path home) {
    try {
      var existing = home;
      while (!Files.exists(existing) && existing.getParent() != null) {
        existing = existing.getParent();
      }
      long free = Files.getFileStore(existing).getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        bad("disk", "%d MiB are free in %s".formatted(free >> 20, existing), "free some space");
      } else {
        good("disk", "%d GiB are free in %s".formatted(free >> 30, existing));
      }
    } catch (IOException e) {
      bad("disk", String.valueOf(e.getMessage()), "check JOURNEYMAN_HOME");
    }
  }

  private void port(int port, String variable) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      good("port", port == 0 ? "any free one" : socket.getLocalPort() + " is free");
    } catch (IOException _) {
      bad("port", port + " is taken", "stop what uses it, or set " + variable);
    }
  }

  private void program(String name, String remedy) {
    try {
      var process = new ProcessBuilder(name, "--version").redirectErrorStream(true).start();
      var version =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0) {
        good(name, version.strip());
      } else {
        bad(name, "does not work", remedy);
      }
    } catch (IOException _) {
      bad(name, "is missing", remedy);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void good(String what, String found) {
    System.out.printf("ok       %-8s %s%n", what, found);
  }

  private void bad(String what, String found, String remedy) {
    healthy = false;
    System.out.printf("PROBLEM  %-8s %s: %s%n", what, found, remedy);
  }
}
