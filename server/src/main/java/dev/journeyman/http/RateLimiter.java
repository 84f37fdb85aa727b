package dev.journeyman.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts the requests of each person and of each tenant, reads and writes apart, in buckets that
/// refill evenly. The headers are those of draft-ietf-httpapi-ratelimit-headers, and tell of the
/// person's bucket, or of the tenant's where that one refuses.
final class RateLimiter {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  /// Past this many people, all buckets start anew: memory stays bounded.
  private static final int MOST_BUCKETS = 20_000;

  /// @param user empty for the whole tenant; no token has an empty subject
  private record Key(String tenant, String user, boolean write) {}

  /// @param name of the policy in the headers
  private record Counted(Bucket bucket, String name, String policy) {}

  private final RateLimits limits;
  private final Map<Key, Counted> buckets = new ConcurrentHashMap<>();

  RateLimiter(RateLimits limits) {
    this.limits = limits;
  }

  /// A person who is refused takes nothing from the tenant.
  void count(Context context, Principal principal) {
    boolean write = FrontDoor.changes(context);
    count(context, new Key(principal.tenant(), principal.user(), write), true);
    count(context, new Key(principal.tenant(), "", write), false);
  }

  private void count(Context context, Key key, boolean told) {
    var counted = counted(key);
    var probe = counted.bucket().tryConsumeAndReturnRemaining(1);
    if (told || !probe.isConsumed()) {
      tell(context, counted, probe);
    }
    if (!probe.isConsumed()) {
      throw refused(context, seconds(probe.getNanosToWaitForRefill()));
    }
  }

  private static void tell(Context context, Counted counted, ConsumptionProbe probe) {
    context.header("RateLimit-Policy", counted.policy());
    context.header(
        "RateLimit",
        "\""
            + counted.name()
            + "\";r="
            + probe.getRemainingTokens()
            + ";t="
            + seconds(probe.getNanosToWaitForReset()));
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

  private Counted counted(Key key) {
    var known = buckets.get(key);
    if (known != null) {
      return known;
    }
    if (buckets.size() > MOST_BUCKETS) {
      buckets.clear();
    }
    return buckets.computeIfAbsent(key, this::fresh);
  }

  private Counted fresh(Key key) {
    boolean person = !key.user().isEmpty();
    var name = (person ? "" : "tenant-") + (key.write() ? "writes" : "reads");
    long quota = quota(person, key.write());
    var bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW))
            .build();
    return new Counted(bucket, name, "\"%s\";q=%d;w=%d".formatted(name, quota, WINDOW.toSeconds()));
  }

  private long quota(boolean person, boolean write) {
    if (person) {
      return write ? limits.writes() : limits.reads();
    }
    return write ? limits.tenantWrites() : limits.tenantReads();
  }

  private static long seconds(long nanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999L));
  }
}
