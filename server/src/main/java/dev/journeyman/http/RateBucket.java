package dev.journeyman.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// What one person or tenant may still ask for. Taking is for any thread; telling and settling is
/// for one.
final class RateBucket {

  static final Duration WINDOW = Duration.ofMinutes(1);

  /// @param user empty for the whole tenant; no token has an empty subject
  record Key(String tenant, String user, boolean write) {}

  private final Bucket bucket;
  private final long quota;
  private final String name;
  private final String policy;
  private final String hash;
  private final LongAdder taken = new LongAdder();
  private volatile long lastUse = System.nanoTime();
  private long told;
  private long lastTotal;
  private boolean known;

  private RateBucket(Key key, String name, long quota) {
    this.quota = quota;
    this.bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, WINDOW))
            .build();
    this.name = name;
    this.policy = "\"%s\";q=%d;w=%d".formatted(name, quota, WINDOW.toSeconds());
    this.hash = Grants.hash(String.join("\n", name, key.tenant(), key.user()));
  }

  static RateBucket of(Key key, RateLimits limits) {
    boolean person = !key.user().isEmpty();
    var name = (person ? "" : "tenant-") + (key.write() ? "writes" : "reads");
    return new RateBucket(key, name, limits.quota(person, key.write()));
  }

  String name() {
    return name;
  }

  String policy() {
    return policy;
  }

  /// Says why it refuses.
  String excess() {
    return "More than %d %s in a minute".formatted(quota, name);
  }

  /// Names it to other instances, without telling them who it is.
  String hash() {
    return hash;
  }

  ConsumptionProbe take() {
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      taken.increment();
      lastUse = System.nanoTime();
    }
    return probe;
  }

  /// One that was not asked for a whole window is full again, and starts anew with the others.
  boolean inUse() {
    if (System.nanoTime() - lastUse < WINDOW.toNanos()) {
      return true;
    }
    known = false;
    return false;
  }

  /// How much was taken here that other instances do not know of.
  SharedUse.Use untold() {
    return new SharedUse.Use(taken.sum() - told, (double) quota / WINDOW.toSeconds());
  }

  /// The first time, what others took before is taken off as far as it has not come back.
  ///
  /// @param own of the sum, what was taken here and has now been told
  /// @param sum of all instances
  void settle(long own, SharedUse.Sum sum) {
    told += own;
    long others = (known ? sum.total() - lastTotal : sum.debt()) - own;
    lastTotal = sum.total();
    known = true;
    if (others > 0) {
      bucket.consumeIgnoringRateLimits(Math.min(others, quota));
    }
  }

  @Override
  public String toString() {
    return "%s, %d s after its last use"
        .formatted(policy, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastUse));
  }
}
