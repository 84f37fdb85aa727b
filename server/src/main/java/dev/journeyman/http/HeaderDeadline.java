package dev.journeyman.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes connections on which the headers of a request have begun and do not end. Each byte renews
/// the idle timeout, and [BodyPace] begins after the headers: a byte now and then would keep a
/// connection for days.
///
/// ```
/// opened ─► Quiet ─ a byte ─► Begun ─ headers complete ─► served ─► Quiet …
///                               └ too late ─► closed
/// ```
///
/// All connections are looked at once a second, so that requests pay next to nothing for it. One is
/// closed up to two seconds late.
final class HeaderDeadline extends Handler.Wrapper implements Connection.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(HeaderDeadline.class);

  /// How a connection stands on which no request is served.
  private sealed interface Pause {

    /// Nothing of a request has come: these bytes belong to those before.
    record Quiet(long bytes) implements Pause {}

    /// @param since when its first bytes were seen, as [NanoTime] has it
    record Begun(long since) implements Pause {}
  }

  private final Duration longest;
  private final FewLines lines = new FewLines();
  private final Map<Connection, Pause> pauses = new ConcurrentHashMap<>();

  HeaderDeadline(Duration longest, Handler next) {
    super(next);
    this.longest = longest;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    for (var connector : getServer().getConnectors()) {
      connector.addEventListener(this);
    }
    lookInASecond();
  }

  @Override
  public void onOpened(Connection connection) {
    pauses.put(connection, new Pause.Quiet(0));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var connection = request.getConnectionMetaData().getConnection();
    pauses.remove(connection);
    Request.addCompletionListener(
        request, _ -> pauses.put(connection, new Pause.Quiet(connection.getBytesIn())));
    return super.handle(request, response, callback);
  }

  private void lookInASecond() {
    getServer().getScheduler().schedule(this::look, 1, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      pauses.forEach(this::look);
    } finally {
      lookInASecond();
    }
  }

  private void look(Connection connection, Pause pause) {
    if (!connection.getEndPoint().isOpen()) {
      pauses.remove(connection);
      return;
    }
    switch (pause) {
      case Pause.Quiet(long bytes) -> {
        if (connection.getBytesIn() > bytes) {
          pauses.replace(connection, pause, new Pause.Begun(NanoTime.now()));
        }
      }
      case Pause.Begun(long since) -> {
        if (NanoTime.since(since) > longest.toNanos() && pauses.remove(connection, pause)) {
          close(connection);
        }
      }
    }
  }

  private void close(Connection connection) {
    var endPoint = connection.getEndPoint();
    lines.say(
        unsaid ->
            LOG.info(
                "Closed a connection from {}: its headers took longer than {} ms{}",
                endPoint.getRemoteSocketAddress(),
                longest.toMillis(),
                unsaid));
    endPoint.close();
  }
}
