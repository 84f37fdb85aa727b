package dev.journeyman.sandbox;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// How many sandboxes of all tasks may stand ready, and for how long; and the one thread that makes
/// and ends them.
final class StandbyRoom implements AutoCloseable {

  /// A model thinks for a minute at most, mostly.
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Semaphore places;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("sandbox-standby").factory());

  StandbyRoom(int places) {
    this.places = new Semaphore(places);
    thread.setRemoveOnCancelPolicy(true);
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }

  void later(Runnable work) {
    thread.execute(work);
  }

  Future<?> expire(Runnable work) {
    return thread.schedule(work, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
