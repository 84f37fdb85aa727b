package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.Api;
import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "login",
    description = {
      "Keep a token for a service, once the service has accepted it.",
      "It is asked for, or read from standard input: ./journeyman token | ./journeyman login"
    })
final class LoginCommand implements Callable<Integer> {

  @Mixin private final Options options = new Options();

  @Override
  public Integer call() {
    var token = token();
    var connections = options.connections();
    var connection = connections.trial(options.url(), options.profile(), token);
    try (var api = new Api(connection)) {
      var session = api.session();
      var name = options.profile().isEmpty() ? "default" : options.profile();
      var file = connections.keep(connection.url(), name, token);
      options
          .screen()
          .say(
              "You are %s at %s until %s. Kept as profile %s of %s."
                  .formatted(
                      session.path("user").asText(""),
                      connection.url(),
                      session.path("expiresAt").asText(""),
                      name,
                      file));
      return ExitCode.OK.number();
    }
  }

  private String token() {
    var console = options.surroundings().console();
    if (console.isEmpty()) {
      return Texts.read(options.surroundings());
    }
    var typed = console.get().readPassword("Token (is not shown): ");
    if (typed == null) {
      throw new CommandException(ExitCode.INTERRUPTED, "Nothing was kept.");
    }
    return new String(typed);
  }
}
