package dev.journeyman.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Puts a backup into a home that has no database.
@Command(
    name = "restore",
    description = "Put a backup into a home without a database; the service must not run.",
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "What ./journeyman backup has written.")
  private Path file = Path.of("journeyman-backup.tar.gz");

  @Override
  public Integer call() {
    var configuration = Configuration.load(Environment.ofProcess());
    LogSetup.apply(configuration);
    BackupCommand.requireEmbedded(configuration);
    new HomeBackup(configuration.home()).restore(file);
    System.out.printf(
        "Restored %s into %s. Start the service: tasks go on from their last checkpoints.%n",
        file, configuration.home().directory());
    return 0;
  }
}
