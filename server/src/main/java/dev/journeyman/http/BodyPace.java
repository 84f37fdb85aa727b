package dev.journeyman.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/// Gives up a request whose body drips. Jetty's MinimumDataRateHandler compares the age of one
/// request with the bytes of all (12.1.13), so that on a busy service nobody is ever too slow.
final class BodyPace extends Handler.Wrapper {

  /// A body may hesitate as long before its pace is looked at.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final long slowestBytesPerSecond;

  BodyPace(long slowestBytesPerSecond) {
    this.slowestBytesPerSecond = slowestBytesPerSecond;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(new Paced(request), response, callback);
  }

  /// Used by one thread at a time, as every request is.
  private final class Paced extends Request.Wrapper {

    private final long began = NanoTime.now();
    private long bytes;
    private boolean tooSlow;

    Paced(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      if (tooSlow) {
        return Content.Chunk.from(new TimeoutException("The body comes too slowly"));
      }
      var chunk = super.read();
      if (chunk != null) {
        bytes += chunk.remaining();
      }
      return chunk;
    }

    /// More is wanted than has come.
    @Override
    public void demand(Runnable callback) {
      long allowed = NanoTime.since(began) - GRACE.toNanos();
      tooSlow = allowed > 0 && bytes < allowed / 1e9 * slowestBytesPerSecond;
      if (tooSlow) {
        callback.run();
      } else {
        super.demand(callback);
      }
    }
  }
}
