package dev.journeyman.http;

import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Counts the requests of each person and of each tenant, reads and writes apart, in buckets that
/// refill evenly. The headers are those of draft-ietf-httpapi-ratelimit-headers, and tell of the
/// person's bucket, or of the tenant's where that one refuses.
///
/// A request never waits for other instances: what those have let through is taken from the
/// buckets here afterwards, in [#settle].
final class RateLimiter {

  /// Past this many people, all buckets start anew: memory stays bounded.
  private static final int MOST_BUCKETS = 20_000;

  private final RateLimits limits;
  private final Map<RateBucket.Key, RateBucket> buckets = new ConcurrentHashMap<>();

  RateLimiter(RateLimits limits) {
    this.limits = limits;
  }

  /// A person who is refused takes nothing from the tenant.
  void count(Context context, Principal principal) {
    boolean write = FrontDoor.changes(context);
    count(context, new RateBucket.Key(principal.tenant(), principal.user(), write), true);
    count(context, new RateBucket.Key(principal.tenant(), "", write), false);
  }

  /// Tells other instances what was let through here, and takes off what they have. Called every
  /// second where several share the limits, by one thread at a time; so that in all they let
  /// through what one of them would, but for what comes within a second.
  void settle(SharedUse shared) {
    var named = new HashMap<String, RateBucket>();
    buckets.values().stream()
        .filter(RateBucket::inUse)
        .forEach(bucket -> named.put(bucket.hash(), bucket));
    if (named.isEmpty()) {
      return;
    }
    var uses = new HashMap<String, SharedUse.Use>();
    named.forEach((hash, bucket) -> uses.put(hash, bucket.untold()));
    var sums = shared.add(uses);
    uses.forEach(
        (hash, use) -> {
          var bucket = named.get(hash);
          var sum = sums.get(hash);
          if (bucket != null && sum != null) {
            bucket.settle(use.used(), sum);
          }
        });
  }

  private void count(Context context, RateBucket.Key key, boolean told) {
    var bucket = bucket(key);
    var probe = bucket.take();
    if (told || !probe.isConsumed()) {
      tell(context, bucket, probe);
    }
    if (!probe.isConsumed()) {
      throw refused(context, bucket.excess(), seconds(probe.getNanosToWaitForRefill()));
    }
  }

  private static void tell(Context context, RateBucket bucket, ConsumptionProbe probe) {
    context.header("RateLimit-Policy", bucket.policy());
    context.header(
        "RateLimit",
        "\""
            + bucket.name()
            + "\";r="
            + Math.max(0, probe.getRemainingTokens())
            + ";t="
            + seconds(probe.getNanosToWaitForReset()));
  }

  /// @param reason for the caller, without a full stop
  static ApiException refused(Context context, String reason, long retryAfter) {
    context.header("Retry-After", Long.toString(retryAfter));
    return new ApiException(
        Problem.of(
                429,
                "too-many-requests",
                "Too many requests",
                "%s. Try again in %d s".formatted(reason, retryAfter))
            .with("retryAfter", retryAfter));
  }

  private RateBucket bucket(RateBucket.Key key) {
    var known = buckets.get(key);
    if (known != null) {
      return known;
    }
    if (buckets.size() > MOST_BUCKETS) {
      buckets.clear();
    }
    return buckets.computeIfAbsent(key, one -> RateBucket.of(one, limits));
  }

  private static long seconds(long nanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999L));
  }
}
