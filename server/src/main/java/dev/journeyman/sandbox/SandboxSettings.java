package dev.journeyman.sandbox;

import java.nio.file.Path;
import java.util.List;

/// How the sandbox is set up on this host.
///
/// @param directory for the sandbox's own files; made if missing, readable by the service only. One
///     running service at a time uses it
/// @param user as whom commands run
/// @param limits what all commands may use together
/// @param readOnlyPaths host paths that every command sees read-only at the same place
/// @param proxy where requests of commands with [Network.Allowed] go
public record SandboxSettings(
    Path directory,
    SandboxUser user,
    HostLimits limits,
    List<Path> readOnlyPaths,
    ProxySettings proxy) {

  public SandboxSettings {
    directory = directory.toAbsolutePath().normalize();
    readOnlyPaths = List.copyOf(readOnlyPaths);
  }

  /// Standard limits, the user that fits this process, and the standard proxy.
  public static SandboxSettings in(Path directory) {
    return new SandboxSettings(
        directory,
        SandboxUser.ofThisProcess(),
        HostLimits.standard(),
        List.of(),
        ProxySettings.standard());
  }

  public SandboxSettings with(HostLimits changed) {
    return new SandboxSettings(directory, user, changed, readOnlyPaths, proxy);
  }

  public SandboxSettings with(SandboxUser changed) {
    return new SandboxSettings(directory, changed, limits, readOnlyPaths, proxy);
  }

  public SandboxSettings with(ProxySettings changed) {
    return new SandboxSettings(directory, user, limits, readOnlyPaths, changed);
  }

  public SandboxSettings withReadOnly(List<Path> paths) {
    return new SandboxSettings(directory, user, limits, paths, proxy);
  }
}
