package dev.journeyman.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings a reply to the client, whole or as a stream, with what may happen on the way.
final class Carrier {
  private static final int PIECE = 64;
  private final Exchange exchange;
  private final Pauses pauses;
  private final Optional<Fault> fault;

  Carrier(Exchange exchange, Pauses pauses, Optional<Fault> fault) {
    this.exchange = exchange;
    this.pauses = pauses;
    this.fault = fault;
  }

  /// @param delay how long the model ponders; in a stream it shows that it has begun first
  void carry(Reply reply, Duration delay, boolean stream) throws IOException {
    if (stream) {
      stream(withNovelties(ReplyEvents.of(reply)), delay);
    } else {
      pauses.take(delay);
      whole(Json.write(reply.shown()));
    }
  }

  private void stream(List<ServerEvent> events, Duration delay) throws IOException {
    var output = exchange.open(200, "text/event-stream; charset=utf-8", 0);
    for (int i = 0; i < events.size(); i++) {
      if (strikes(i, events.size())) {
        if (struckStreamEnds(output)) {
          break;
        }
      }
      drip();
      write(output, events.get(i).written());
      if (i == 0) {
        pauses.take(delay);
      }
    }
    exchange.http().close();
  }

  private boolean strikes(int sent, int all) {
    return fault.isPresent() && sent == Math.min(fault.get().afterEvents(), all - 1);
  }

  private boolean struckStreamEnds(OutputStream output) throws IOException {
    switch (fault.orElseThrow().kind()) {
      case RESET_STREAM -> throw new ConnectionLost();
      case STALL -> pauses.take(fault.orElseThrow().pause());
      case TRUNCATED -> {
        return true;
      }
      case STREAM_ERROR -> {
        write(output, new ServerEvent(HttpFaults.overloaded().body(exchange.id())).written());
        return true;
      }
      default -> {}
    }
    return false;
  }

  private void whole(String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    if (is(Fault.Kind.STREAM_ERROR)) {
      throw HttpFaults.overloaded();
    }
    var output = exchange.open(200, "application/json", bytes.length);
    for (int from = 0; from < bytes.length; from += PIECE) {
      if (from <= bytes.length / 2 && bytes.length / 2 < from + PIECE) {
        halfway();
      }
      drip();
      output.write(bytes, from, Math.min(PIECE, bytes.length - from));
    }
    exchange.http().close();
  }

  private void halfway() throws IOException {
    if (is(Fault.Kind.RESET_STREAM) || is(Fault.Kind.TRUNCATED)) {
      throw new ConnectionLost();
    }
    if (is(Fault.Kind.STALL)) {
      pauses.take(fault.orElseThrow().pause());
    }
  }

  private void drip() throws IOException {
    if (is(Fault.Kind.SLOW)) {
      pauses.take(fault.orElseThrow().pause());
    }
  }

  private List<ServerEvent> withNovelties(List<ServerEvent> events) {
    if (!is(Fault.Kind.UNKNOWN_EVENT)) {
      return events;
    }
    var all = new ArrayList<>(events);
    all.add(1, new ServerEvent(Json.object("weather_report").put("outlook", "fair")));
    return all;
  }

  private boolean is(Fault.Kind kind) {
    return fault.filter(struck -> struck.kind() == kind).isPresent();
  }

  private static void write(OutputStream output, String text) throws IOException {
    output.write(text.getBytes(StandardCharsets.UTF_8));
    output.flush();
  }
}
