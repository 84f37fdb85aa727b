package dev.journeyman.app;

import dev.journeyman.database.DatabaseException;
import dev.journeyman.database.EmbeddedDatabase;
import dev.journeyman.database.ServerVitals;
import dev.journeyman.sandbox.Isolation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Looks at everything the service needs and says what to do about what is missing. The database of
/// our own is started and stopped again, unless a service uses it.
final class Doctor {

  private static final long LEAST_FREE_BYTES = 2L * 1024 * 1024 * 1024;
  private static final int LEAST_POSTGRES = 15;
  private static final Duration MOST_SKEW = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final URI ANTHROPIC = URI.create("https://api.anthropic.com");

  private final Configuration configuration;
  private final Findings findings;
  private final Clock clock;

  Doctor(Configuration configuration, Findings findings, Clock clock) {
    this.configuration = configuration;
    this.findings = findings;
    this.clock = clock;
  }

  void look() {
    findings.good("JDK", Runtime.version().toString());
    program("git", "install git: apt-get install git");
    sandbox();
    var databaseTime = database();
    var modelTime = model();
    clock(databaseTime.or(() -> modelTime));
    var home = configuration.home();
    disk(home.directory(), "JOURNEYMAN_HOME");
    if (!home.holdsMirrors()) {
      disk(home.mirrors(), "JOURNEYMAN_MIRRORS");
    }
    taken(home);
    ports();
  }

  private void sandbox() {
    try (var sandbox = Sandboxes.open(configuration)) {
      switch (sandbox.isolation()) {
        case Isolation.Isolated(String version, List<String> warnings) -> {
          findings.good("sandbox", "bubblewrap " + version);
          warnings.forEach(findings::note);
        }
        case Isolation.SwitchedOff _ ->
            findings.bad(
                "sandbox", "SANDBOX=none: commands run without isolation", "unset SANDBOX");
        case Isolation.Impossible(String reason, String remedy) ->
            findings.bad("sandbox", reason, remedy);
      }
    }
  }

  /// Answers the clock of a server that is another machine's.
  private Optional<Instant> database() {
    return switch (configuration.database()) {
      case DatabaseConfiguration.Embedded(Path directory) -> {
        embedded(directory);
        yield Optional.empty();
      }
      case DatabaseConfiguration.External(var settings) -> {
        try {
          var vitals = ServerVitals.of(settings);
          version(vitals);
          yield Optional.of(vitals.clock());
        } catch (DatabaseException e) {
          findings.bad(
              "database",
              String.valueOf(e.getMessage()),
              "check DATABASE_URL, and that the server runs and lets this machine in");
          yield Optional.empty();
        }
      }
    };
  }

  private void embedded(Path directory) {
    if (EmbeddedDatabase.inUse(directory)) {
      findings.good("database", "of our own, in use by a running service, in " + directory);
      return;
    }
    try (var server = EmbeddedDatabase.start(directory)) {
      findings.good(
          "database",
          "PostgreSQL %s of our own, in %s"
              .formatted(ServerVitals.of(server.settings()).version(), directory));
    } catch (DatabaseException | UncheckedIOException e) {
      findings.bad(
          "database", String.valueOf(e.getMessage()), "remove the cause, or set DATABASE_URL");
    }
  }

  private void version(ServerVitals vitals) {
    if (Integer.parseInt(vitals.version().split("\\D", 2)[0]) < LEAST_POSTGRES) {
      findings.bad(
          "database",
          "PostgreSQL " + vitals.version(),
          "version %d is the least that works; 18 is tested".formatted(LEAST_POSTGRES));
    } else {
      findings.good("database", "PostgreSQL " + vitals.version());
    }
  }

  /// Answers the clock of the model's server.
  private Optional<Instant> model() {
    var model = configuration.model();
    if (model.credential() instanceof ModelConfiguration.Credential.Missing
        && model.baseUrl() == null) {
      findings.bad(
          "model", "no key is configured", "set ANTHROPIC_API_KEY; the demo works without one");
      return Optional.empty();
    }
    var address = Optional.ofNullable(model.baseUrl()).orElse(ANTHROPIC);
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request =
          HttpRequest.newBuilder(address)
              .method("HEAD", HttpRequest.BodyPublishers.noBody())
              .timeout(PATIENCE)
              .build();
      var answer = client.send(request, BodyHandlers.discarding());
      findings.good("model", "%s at %s".formatted(model.model(), address.getHost()));
      return answer.headers().firstValue("Date").flatMap(Doctor::instant);
    } catch (IOException e) {
      findings.bad(
          "model",
          "%s does not answer (%s)".formatted(address, e.getClass().getSimpleName()),
          "check the network and ANTHROPIC_BASE_URL");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private void clock(Optional<Instant> other) {
    var now = clock.instant();
    if (other.isEmpty()) {
      findings.good("clock", now + ", with nothing to compare it with");
      return;
    }
    var skew = Duration.between(other.get(), now);
    if (skew.abs().compareTo(MOST_SKEW) > 0) {
      findings.bad(
          "clock",
          "%s is %d s %s"
              .formatted(now, skew.abs().toSeconds(), skew.isNegative() ? "late" : "early"),
          "tokens and leases need the right time: timedatectl set-ntp true");
    } else {
      findings.good("clock", now.toString());
    }
  }

  private void disk(Path directory, String variable) {
    try {
      long free = DiskUse.free(directory);
      if (free < LEAST_FREE_BYTES) {
        findings.bad(
            "disk", "%d MiB are free in %s".formatted(free >> 20, directory), "free some space");
      } else {
        findings.good("disk", "%d GiB are free in %s".formatted(free >> 30, directory));
      }
    } catch (UncheckedIOException e) {
      findings.bad("disk", String.valueOf(e.getMessage()), "check " + variable);
    }
  }

  private void taken(Home home) {
    var used = DiskUse.directories(home);
    long limit = configuration.retention().diskBytes();
    var found = "%s, and MAX_DISK_GB is %d".formatted(DiskUse.text(used, home), limit >> 30);
    if (DiskUse.taken(used, home).orElse(0) > limit) {
      findings.bad("disk", found, DiskUse.LESS);
    } else {
      findings.good("disk", found);
    }
  }

  private void ports() {
    var server = configuration.server();
    if (server.roles().contains(ServerSettings.Role.API)) {
      new PortCheck(server.host(), server.port(), "").look(findings);
    }
    new PortCheck(server.managementHost(), server.managementPort(), "MANAGEMENT_").look(findings);
  }

  private void program(String name, String remedy) {
    try {
      var process = new ProcessBuilder(name, "--version").redirectErrorStream(true).start();
      var version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0) {
        findings.good(name, version.strip());
      } else {
        findings.bad(name, "does not work", remedy);
      }
    } catch (IOException _) {
      findings.bad(name, "is missing", remedy);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
