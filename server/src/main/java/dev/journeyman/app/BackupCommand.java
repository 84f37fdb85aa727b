package dev.journeyman.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Writes a backup of the embedded database, the mirrors and the private files.
@Command(
    name = "backup",
    description = "Write everything that has to be kept to a file; the service may run.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The backup; must not exist yet.")
  private Path file = Path.of("journeyman-backup.tar.gz");

  @Override
  public Integer call() throws Exception {
    var configuration = Configuration.load(Environment.ofProcess());
    LogSetup.apply(configuration);
    requireEmbedded(configuration);
    new HomeBackup(configuration.home()).take(file);
    System.out.printf(
        "Backed up to %s (%d MiB). It holds secrets: keep it as safe as the service.%n",
        file, Files.size(file) >> 20);
    return 0;
  }

  static void requireEmbedded(Configuration configuration) {
    if (configuration.database() instanceof DatabaseConfiguration.External) {
      throw new ConfigurationException(
          "This instance uses DATABASE_URL: back up and restore that database with its own tools, such"
              + " as pg_dump, and then the directories %s and %s"
                  .formatted(configuration.home().confidential(), configuration.home().mirrors()));
    }
  }
}
