package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/// A command that calls the service.
abstract class ApiCommand implements Callable<Integer> {

  @Mixin private final Options options = new Options();

  @Override
  public final Integer call() {
    try (var session = options.open()) {
      return run(session).number();
    }
  }

  abstract ExitCode run(Session session);
}
