package dev.journeyman.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.cli.connection.Status;
import dev.journeyman.cli.connection.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// Numbers and instants as people say them.
public final class Words {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Words() {}

  public static String duration(Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      return time.toMillis() + " ms";
    }
    if (time.compareTo(Duration.ofSeconds(10)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  /// What is left as a range, because a single number would claim to know.
  public static String left(long seconds) {
    long from = seconds * 3 / 4 / 60;
    long to = Math.max(1, Math.ceilDiv(seconds * 7 / 5, 60));
    return from < 1 ? "under %d min left".formatted(to) : "%d to %d min left".formatted(from, to);
  }

  public static String tokens(long count) {
    if (count < 1000) {
      return Long.toString(count);
    }
    return count < 1_000_000
        ? String.format(Locale.ROOT, "%.1fk", count / 1000.0)
        : String.format(Locale.ROOT, "%.2fM", count / 1_000_000.0);
  }

  /// Dollars; null is a model whose price is unknown, which is not nothing.
  public static String cost(JsonNode dollars) {
    if (!dollars.isNumber()) {
      return "cost unknown";
    }
    double cost = dollars.asDouble();
    return cost != 0 && cost < 0.01 ? "< $0.01" : String.format(Locale.ROOT, "$%.2f", cost);
  }

  public static String percent(JsonNode share) {
    return share.isNumber() ? Math.round(share.asDouble() * 100) + "%" : "–";
  }

  public static String ago(String instant, Instant now) {
    try {
      var passed = Duration.between(Instant.parse(instant), now);
      if (passed.toSeconds() < 45) {
        return "just now";
      }
      long minutes = Math.round(passed.toSeconds() / 60.0);
      if (minutes < 60) {
        return minutes + " min ago";
      }
      long hours = Math.round(minutes / 60.0);
      return hours < 36 ? hours + " h ago" : Math.round(hours / 24.0) + " d ago";
    } catch (DateTimeParseException _) {
      return "–";
    }
  }

  /// The time of day here.
  public static String clock(Instant instant) {
    return CLOCK.format(instant.atZone(ZoneId.systemDefault()));
  }

  /// The day and time here; a dash where there is none.
  public static String date(String instant) {
    try {
      return DATE.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    } catch (DateTimeParseException _) {
      return "–";
    }
  }

  /// "Landed" would be too much where nothing changed.
  public static String status(Task task) {
    if (task.paused()) {
      return "Paused";
    }
    return task.status() == Status.COMPLETED && task.text("/deployedCommit").isEmpty()
        ? "Done, no changes"
        : task.status().word();
  }

  public static Tone tone(Task task) {
    return task.paused() ? Tone.WARNING : tone(task.status());
  }

  public static Tone tone(Status status) {
    return switch (status) {
      case COMPLETED -> Tone.GOOD;
      case FAILED, DEPLOYMENT_FAILED, ROLLBACK_FAILED -> Tone.BAD;
      case PENDING_APPROVAL -> Tone.WARNING;
      case REJECTED, CANCELLED, ROLLED_BACK, UNKNOWN -> Tone.QUIET;
      case QUEUED, ANALYZING, PLANNING, EXECUTING, VERIFYING, LEARNING, APPROVED, ROLLING_BACK ->
          Tone.PLACE;
    };
  }

  public static String plural(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
