package dev.journeyman.sandbox;

import java.util.List;
import java.util.function.Consumer;

/// What a command may reach beyond its own loopback.
public sealed interface Network {

  /// Nothing.
  record None() implements Network {}

  /// Only these host names, through the service's proxy. An empty list lets nothing through.
  ///
  /// @param listener hears of every request, allowed or not, on the thread of that request and
  ///     before anything is sent; one that it throws at is not let through
  record Allowed(List<String> hosts, Consumer<NetworkRequest> listener) implements Network {
    public Allowed {
      hosts = List.copyOf(hosts);
    }

    public Allowed(List<String> hosts) {
      this(hosts, _ -> {});
    }
  }
}
