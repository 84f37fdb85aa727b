package dev.journeyman.http;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Lets one kind of line into the log a few times a minute: what strangers cause must not fill it.
/// Any thread.
final class FewLines {

  static final int A_MINUTE = 20;

  private final Bucket bucket =
      Bucket.builder()
          .addLimit(limit -> limit.capacity(A_MINUTE).refillGreedy(A_MINUTE, Duration.ofMinutes(1)))
          .build();
  private final AtomicLong unsaid = new AtomicLong();

  /// @param line writes it, with the end it is given: how many were left out since the last one
  void say(Consumer<String> line) {
    if (bucket.tryConsume(1)) {
      long before = unsaid.getAndSet(0);
      line.accept(before == 0 ? "" : "; %d like it before were not logged".formatted(before));
    } else {
      unsaid.incrementAndGet();
    }
  }
}
