package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = "Register a repository. What is not said is guessed from its files, and shown.")
final class ReposAddCommand extends ApiCommand {

  @Parameters(
      paramLabel = "LOCATION",
      description = "A path on the service's machine, or an https or ssh address.")
  private String location = "";

  @Option(names = "--name", description = "How tasks call it (default: from the location).")
  private String name = "";

  @Mixin private final RepositorySettings settings = new RepositorySettings();

  @Override
  ExitCode run(Session session) {
    var body = settings.json().put("location", location());
    if (!name.isEmpty()) {
      body.put("name", name);
    }
    var answer = session.api().post("/repositories", body).body();
    if (!session.printedJson(answer)) {
      session.print(RepositoryText.lines(answer));
    }
    return ExitCode.OK;
  }

  /// A relative path is meant from here, which the service cannot know.
  private String location() {
    return Files.isDirectory(Path.of(location))
        ? Path.of(location).toAbsolutePath().normalize().toString()
        : location;
  }
}
