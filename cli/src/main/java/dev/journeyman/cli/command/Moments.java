package dev.journeyman.cli.command;

import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;

/// Points in time as people type them.
final class Moments {

  /// How, for help.
  static final String FORM = "2026-01-31, 2026-01-31T12:00:00Z, or as long ago as 90m, 12h or 7d.";

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");

  private Moments() {}

  /// As the API wants it; a day begins where the person is. Empty stays empty.
  static String instant(String typed) {
    if (typed.isEmpty()) {
      return "";
    }
    var ago = AGO.matcher(typed);
    if (ago.matches()) {
      return Instant.now().minus(length(Long.parseLong(ago.group(1)), ago.group(2))).toString();
    }
    try {
      return typed.contains("T")
          ? Instant.parse(typed).toString()
          : LocalDate.parse(typed).atStartOfDay(ZoneId.systemDefault()).toInstant().toString();
    } catch (DateTimeException _) {
      throw new CommandException(ExitCode.USAGE, "%s is no time; write %s".formatted(typed, FORM));
    }
  }

  private static Duration length(long count, String unit) {
    return switch (unit) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
