package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One event of a stream, in the form in which it goes over the wire.
record ServerEvent(ObjectNode data) {
  String written() {
    return "event: " + Json.type(data) + "\ndata: " + Json.write(data) + "\n\n";
  }
}
