package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "export", description = "Print all entries, one line of JSON each, newest first.")
final class AuditExportCommand extends ApiCommand {

  @Mixin private final AuditFilter filter = new AuditFilter();

  @Override
  ExitCode run(Session session) {
    session.api().lines("/audit/export" + filter.query(), session.screen()::json);
    return ExitCode.OK;
  }
}
