package dev.journeyman.http;

import io.github.bucket4j.Bucket;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts each person's requests, reads and writes apart, in buckets that refill evenly. The
/// headers are those of draft-ietf-httpapi-ratelimit-headers.
final class RateLimiter {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /// Past this many people, all buckets start anew: memory stays bounded.
  private static final int MOST_BUCKETS = 20_000;

  private record Key(String tenant, String user, boolean write) {}

  private final RateLimits limits;
  private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

  RateLimiter(RateLimits limits) {
    this.limits = limits;
  }

  void count(Context context, Principal principal) {
    boolean write = FrontDoor.changes(context);
    long quota = write ? limits.writes() : limits.reads();
    var probe = bucket(principal, write, quota).tryConsumeAndReturnRemaining(1);
    var name = write ? "writes" : "reads";
    context.header("RateLimit-Policy", "\"" + name + "\";q=" + quota + ";w=" + WINDOW.toSeconds());
    long reset = seconds(probe.getNanosToWaitForReset());
    context.header("RateLimit", "\"" + name + "\";r=" + probe.getRemainingTokens() + ";t=" + reset);
    if (!probe.isConsumed()) {
      throw refused(context, seconds(probe.getNanosToWaitForRefill()));
    }
  }

  static ApiException refused(Context context, long retryAfter) {
    context.header("Retry-After", Long.toString(retryAfter));
    return new ApiException(
        Problem.of(
                429,
                "too-many-requests",
                "Too many requests",
                "Try again in %d s".formatted(retryAfter))
            .with("retryAfter", retryAfter));
  }

  private Bucket bucket(Principal principal, boolean write, long quota) {
    if (buckets.size() > MOST_BUCKETS) {
      buckets.clear();
    }
    return buckets.computeIfAbsent(
        new Key(principal.tenant(), principal.user(), write),
        _ ->
            Bucket.builder()
                .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW))
                .build());
  }

  private static long seconds(long nanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999L));
  }
}
