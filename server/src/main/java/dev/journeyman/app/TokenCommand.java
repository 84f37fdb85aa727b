package dev.journeyman.app;

import dev.journeyman.http.TokenMint;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Mints an admin token, signed with the service's own secret.
@Command(
    name = "token",
    description = "Print an admin token for the API.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {

  @Option(names = "--user", defaultValue = "admin", description = "Whom it names (default: admin).")
  private String user = "admin";

  @Option(names = "--tenant", defaultValue = "default", description = "Whose tasks it sees.")
  private String tenant = "default";

  @Option(
      names = "--hours",
      defaultValue = "12",
      description = "How long it is good (default: 12).")
  private int hours = 12;

  @Override
  public void run() {
    if (hours < 1) {
      throw new IllegalArgumentException(
          "--hours must be 1 or more, or the token is good for nothing");
    }
    var configuration = Configuration.load(Environment.ofProcess());
    var mint = new TokenMint(configuration.authentication().jwt(), Clock.systemUTC());
    System.out.println(mint.admin(user, tenant, Duration.ofHours(hours)));
  }
}
