package dev.journeyman.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/// Lets another process ask for faults: `POST /_simulator/faults` with one fault or a list of them
/// adds, `DELETE` takes all away.
final class ControlHandler {
  private final FaultQueue faults;

  ControlHandler(FaultQueue faults) {
    this.faults = faults;
  }

  void answer(Exchange exchange, byte[] body) throws IOException {
    switch (exchange.method()) {
      case "POST" -> faults.add(read(body));
      case "DELETE" -> faults.clear();
      default -> exchange.requireMethod("POST");
    }
    exchange.send(200, Json.object().put("ok", true));
  }

  private static List<Fault> read(byte[] body) throws IOException {
    try {
      JsonNode node = Json.MAPPER.readTree(body);
      var all = node.isArray() ? Json.items(node) : List.of(node);
      return all.stream().map(FaultReader::read).toList();
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw ApiError.invalid(String.valueOf(e.getMessage()));
    }
  }
}
