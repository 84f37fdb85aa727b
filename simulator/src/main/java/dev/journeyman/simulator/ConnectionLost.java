package dev.journeyman.simulator;

import java.io.IOException;

/// Closes the connection without ending the answer: the server does so when a handler throws.
final class ConnectionLost extends IOException {
  ConnectionLost() {
    super("The connection is closed, as a fault asked for");
  }
}
