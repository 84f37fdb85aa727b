package dev.journeyman.http;

import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Reads query parameters; a bad one is answered with 400 and its name.
final class Parameters {

  private static final int LONGEST = 500;
  private static final BigDecimal MOST_DOLLARS = new BigDecimal("1000000000");

  private Parameters() {}

  static Optional<String> text(Context context, String name) {
    var value = Optional.ofNullable(context.queryParam(name)).filter(text -> !text.isEmpty());
    value.ifPresent(
        text -> {
          if (text.length() > LONGEST || text.indexOf(0) >= 0) {
            throw Problems.badField(
                name, "%s must have at most %d characters and no U+0000".formatted(name, LONGEST));
          }
        });
    return value;
  }

  static long number(Context context, String name, long usual, long least, long most) {
    return text(context, name).map(text -> parse(name, text, least, most)).orElse(usual);
  }

  static Optional<Boolean> flag(Context context, String name) {
    return text(context, name)
        .map(
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw Problems.badField(name, name + " must be true or false");
                });
  }

  static Optional<Instant> instant(Context context, String name) {
    return text(context, name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeParseException e) {
                throw Problems.badField(
                    name, "%s must be an instant such as 2026-01-31T12:00:00Z".formatted(name));
              }
            });
  }

  /// A number without an exponent: `1e999999999` would be as long as it says.
  static Optional<BigDecimal> dollars(Context context, String name) {
    return text(context, name)
        .map(
            text -> {
              if (text.matches("\\d{1,10}(\\.\\d{1,8})?")) {
                var dollars = new BigDecimal(text);
                if (dollars.compareTo(MOST_DOLLARS) <= 0) {
                  return dollars;
                }
              }
              throw Problems.badField(name, name + " must be a number from 0 to 1000000000");
            });
  }

  private static long parse(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, like a number out of bounds.
    }
    throw Problems.badField(
        name, "%s must be a whole number from %d to %d".formatted(name, least, most));
  }
}
