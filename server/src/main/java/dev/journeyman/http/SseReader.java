package dev.journeyman.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/// One reader of a stream: one write in flight and a short queue behind it. Nobody waits for it: a
/// reader whose queue is full, or whose write hangs, is cut off and comes back with the id it has.
final class SseReader {

  private static final int LONGEST_QUEUE = 64;
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

  private final ServletContextRequest request;
  private final Response response;
  private final Instant expiresAt;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private final Writes writes = new Writes();
  private boolean finishing;
  private volatile long writingSince;

  SseReader(ServletContextRequest request, Instant expiresAt) {
    this.request = request;
    this.response = request.getServletContextResponse();
    this.expiresAt = expiresAt;
    request.addIdleTimeoutListener(_ -> false);
    request.addFailureListener(_ -> done.complete(null));
  }

  /// Completes, never exceptionally, when the stream is over.
  CompletableFuture<Void> done() {
    return done;
  }

  /// Queues a frame without waiting; cuts the reader off if it does not keep up.
  void offer(ByteBuffer frame) {
    if (enqueue(frame)) {
      writes.iterate();
    } else {
      cutOff();
    }
  }

  /// Queues a frame that may be left out when the reader is behind.
  void offerIfQuick(ByteBuffer frame) {
    if (queued() < LONGEST_QUEUE / 2) {
      offer(frame);
    }
  }

  /// Queues a frame as soon as the queue is empty; for replay, on a thread that may wait.
  void send(ByteBuffer frame) throws InterruptedException {
    lock.lock();
    try {
      long left = LONGEST_WRITE.toNanos();
      while (!waiting.isEmpty() && left > 0 && !done.isDone()) {
        left = drained.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    offer(frame);
  }

  /// Ends the stream after what is queued.
  void finish() {
    lock.lock();
    try {
      finishing = true;
    } finally {
      lock.unlock();
    }
    writes.iterate();
  }

  /// Sends a sign of life, or ends what has expired or hangs. Called about once a second.
  void tick(Instant now, boolean heartbeat) {
    long since = writingSince;
    if (since != 0 && System.nanoTime() - since > LONGEST_WRITE.toNanos()) {
      cutOff();
    } else if (!now.isBefore(expiresAt)) {
      finish();
    } else if (heartbeat && queued() == 0) {
      offer(SseFrame.HEARTBEAT);
    }
  }

  private void cutOff() {
    if (done.complete(null)) {
      request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
  }

  private boolean enqueue(ByteBuffer frame) {
    lock.lock();
    try {
      if (finishing || done.isDone()) {
        return true;
      }
      return waiting.size() < LONGEST_QUEUE && waiting.offer(frame);
    } finally {
      lock.unlock();
    }
  }

  private int queued() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /// Writes one frame after another, each when the one before is out.
  private final class Writes extends IteratingCallback {

    @Override
    protected Action process() {
      boolean last;
      @Nullable ByteBuffer frame;
      lock.lock();
      try {
        frame = waiting.poll();
        last = finishing;
        if (waiting.isEmpty()) {
          drained.signalAll();
        }
      } finally {
        lock.unlock();
      }
      if (frame == null) {
        writingSince = 0;
        return last ? Action.SUCCEEDED : Action.IDLE;
      }
      writingSince = Math.max(1, System.nanoTime());
      response.write(false, frame.slice(), this);
      return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
      done.complete(null);
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      done.complete(null);
    }
  }
}
