package dev.journeyman.http;

import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops to accept connections while as many are open as may be. Others wait in the line of the
/// kernel: whoever is silent, drips or is done makes room within the idle timeout.
final class ConnectionCount extends NetworkConnectionLimit {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionCount.class);

  private final FewLines lines = new FewLines();

  ConnectionCount(int most, Server server) {
    super(most, server);
  }

  @Override
  protected void limit() {
    super.limit();
    lines.say(
        unsaid ->
            LOG.warn(
                "All {} connections are open that MAX_CONNECTIONS allows; further ones wait{}",
                getMaxNetworkConnectionCount(),
                unsaid));
  }
}
