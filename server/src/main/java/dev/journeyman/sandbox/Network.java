package dev.journeyman.sandbox;

import java.util.List;

/// What a command may reach beyond its own loopback.
public sealed interface Network {

  /// Nothing.
  record None() implements Network {}

  /// Only these host names, through the service's proxy. An empty list lets nothing through.
  record Allowed(List<String> hosts) implements Network {
    public Allowed {
      hosts = List.copyOf(hosts);
    }
  }
}
