package dev.journeyman.telemetry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer that is asked for anew once it is too old, by whoever looks then. Safe for use by many
/// threads.
final class Recent<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Recent.class);

  private final Supplier<T> source;
  private final long fresh;
  private Optional<T> answer = Optional.empty();
  private long askedAt;
  private boolean asked;

  Recent(Supplier<T> source, Duration fresh) {
    this.source = source;
    this.fresh = fresh.toNanos();
  }

  /// A number of the answer; NaN if there is none.
  double read(ToDoubleFunction<T> value) {
    return current().map(value::applyAsDouble).orElse(Double.NaN);
  }

  private synchronized Optional<T> current() {
    if (!asked || System.nanoTime() - askedAt > fresh) {
      answer = ask();
      askedAt = System.nanoTime();
      asked = true;
    }
    return answer;
  }

  private Optional<T> ask() {
    try {
      return Optional.of(source.get());
    } catch (RuntimeException e) {
      LOG.warn("A metric cannot be read now: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
