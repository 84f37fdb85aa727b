package dev.journeyman.sandbox;

import java.time.Duration;
import java.util.Set;

/// The way out for commands that may reach some hosts.
///
/// @param ports the ports that may be dialled
/// @param internalHosts names that may lead to private addresses, such as the team's own package
///     registry; they must be on a command's list as well
/// @param connectTimeout how long dialling may take
public record ProxySettings(
    Set<Integer> ports, Set<String> internalHosts, Duration connectTimeout) {

  public ProxySettings {
    ports = Set.copyOf(ports);
    internalHosts = Set.copyOf(internalHosts);
  }

  public static ProxySettings standard() {
    return new ProxySettings(Set.of(80, 443), Set.of(), Duration.ofSeconds(10));
  }

  public ProxySettings withPorts(Set<Integer> changed) {
    return new ProxySettings(changed, internalHosts, connectTimeout);
  }

  public ProxySettings withInternalHosts(Set<String> changed) {
    return new ProxySettings(ports, changed, connectTimeout);
  }
}
