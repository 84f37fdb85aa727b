package dev.journeyman.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// Something that goes wrong on purpose.
///
/// @param times how many requests it hits
/// @param retryAfter what a refused request is told to wait; zero sends no header
/// @param pause how long a stall lasts, or the gap between the pieces of a slow answer
/// @param afterEvents how many events of a stream go out before it strikes; of a plain answer
///     about half is sent
public record Fault(Kind kind, int times, Duration retryAfter, Duration pause, int afterEvents) {

  /// What goes wrong. In scripts the names are written in lower case.
  public enum Kind {
    /// 429 with `retry-after`.
    RATE_LIMIT,
    /// 529.
    OVERLOADED,
    /// 500.
    API_ERROR,
    /// 401.
    AUTHENTICATION,
    /// 402.
    BILLING,
    /// 403.
    PERMISSION,
    /// 504.
    TIMEOUT,
    /// 400, the prompt does not fit.
    PROMPT_TOO_LONG,
    /// 200 with a page of HTML, as a broken proxy would answer.
    HTML,
    /// The connection closes before a byte of the answer.
    RESET,
    /// The connection closes in the middle of the answer.
    RESET_STREAM,
    /// An `error` event in the middle of the stream.
    STREAM_ERROR,
    /// No byte for a while, in the middle of the answer.
    STALL,
    /// The stream ends properly, but without `message_stop`.
    TRUNCATED,
    /// A pause before every piece.
    SLOW,
    /// Events of a type that nobody knows.
    UNKNOWN_EVENT,
    /// A content block of a type that nobody knows.
    UNKNOWN_BLOCK,
    /// `max_tokens` is reached in the middle of a tool's input.
    CUT_TOOL_JSON,
    /// A tool's input that is no JSON; shows in streams only.
    INVALID_TOOL_JSON,
    /// The model refuses.
    REFUSAL,
    /// `end_turn` without content.
    EMPTY,
    /// `pause_turn`: the conversation is to be sent again as it is.
    PAUSE_TURN;

    static Kind named(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.name().equals(name.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "Unknown fault kind \"" + name + "\"; there are " + names()));
    }

    private static String names() {
      return Arrays.toString(values()).toLowerCase(Locale.ROOT);
    }
  }

  /// A fault that hits once, stalls for ten minutes or drips every 20 ms, and strikes after three
  /// events.
  public static Fault of(Kind kind) {
    var pause = kind == Kind.SLOW ? Duration.ofMillis(20) : Duration.ofMinutes(10);
    return new Fault(kind, 1, Duration.ofSeconds(1), pause, 3);
  }

  public Fault times(int times) {
    return new Fault(kind, times, retryAfter, pause, afterEvents);
  }

  public Fault retryAfter(Duration retryAfter) {
    return new Fault(kind, times, retryAfter, pause, afterEvents);
  }

  public Fault pause(Duration pause) {
    return new Fault(kind, times, retryAfter, pause, afterEvents);
  }

  public Fault afterEvents(int afterEvents) {
    return new Fault(kind, times, retryAfter, pause, afterEvents);
  }
}
