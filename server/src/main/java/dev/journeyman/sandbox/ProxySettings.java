package dev.journeyman.sandbox;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/// The way out for commands that may reach some hosts.
///
/// @param ports the ports that may be dialled
/// @param connectTimeout how long dialling may take
/// @param listener hears of every request, allowed or not, on the thread of that request
public record ProxySettings(
    Set<Integer> ports, Duration connectTimeout, Consumer<NetworkRequest> listener) {

  public ProxySettings {
    ports = Set.copyOf(ports);
  }

  public static ProxySettings standard() {
    return new ProxySettings(Set.of(80, 443), Duration.ofSeconds(10), _ -> {});
  }

  public ProxySettings reportingTo(Consumer<NetworkRequest> changed) {
    return new ProxySettings(ports, connectTimeout, changed);
  }

  /// One request of a command to the world outside.
  ///
  /// @param scope the work tree of the command that asked, as text
  /// @param target host and port as asked for, cut to a sensible length
  /// @param refusal why it was refused; an empty text if it was let through
  public record NetworkRequest(String scope, String target, String refusal) {
    public boolean allowed() {
      return refusal.isEmpty();
    }
  }
}
