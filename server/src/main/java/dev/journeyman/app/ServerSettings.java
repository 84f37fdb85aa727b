package dev.journeyman.app;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the service listens, and to whom.
///
/// @param port 0 takes a free one
/// @param publicUrl the address under which people reach it, where that is another
/// @param allowedHosts names beside those of the machine that requests may be sent to
/// @param corsOrigins exact origins whose pages may call the API
/// @param roles what this instance does
public record ServerSettings(
    String host,
    int port,
    String managementHost,
    int managementPort,
    @Nullable URI publicUrl,
    List<String> allowedHosts,
    List<String> corsOrigins,
    Set<Role> roles) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORT = 4002;
  private static final int MANAGEMENT_PORT = 4003;

  /// What an instance does.
  public enum Role {
    API,
    WORKER
  }

  public ServerSettings {
    allowedHosts = List.copyOf(allowedHosts);
    corsOrigins = List.copyOf(corsOrigins);
    roles = Set.copyOf(roles);
    if (port != 0 && port == managementPort) {
      throw new ConfigurationException(
          "PORT and MANAGEMENT_PORT are both %d: give them different ports".formatted(port));
    }
  }

  static ServerSettings from(Environment environment) {
    return new ServerSettings(
        environment.text("HOST", LOOPBACK),
        environment.port("PORT", PORT),
        environment.text("MANAGEMENT_HOST", LOOPBACK),
        managementPort(environment),
        environment.address("PUBLIC_URL").orElse(null),
        environment.list("ALLOWED_HOSTS"),
        environment.list("CORS_ORIGINS").stream().map(ServerSettings::origin).toList(),
        roles(environment.list("JOURNEYMAN_ROLES")));
  }

  static int managementPort(Environment environment) {
    return environment.port("MANAGEMENT_PORT", MANAGEMENT_PORT);
  }

  private static String origin(String text) {
    var address = Environment.address("CORS_ORIGINS", text);
    if (!address.getRawPath().isEmpty()) {
      throw Environment.invalid("CORS_ORIGINS", text, "an origin, which has no path");
    }
    return address.toString();
  }

  private static Set<Role> roles(List<String> names) {
    if (names.isEmpty()) {
      return EnumSet.allOf(Role.class);
    }
    var roles = EnumSet.noneOf(Role.class);
    names.forEach(name -> roles.add(Environment.choice("JOURNEYMAN_ROLES", name, Role.class)));
    return roles;
  }
}
