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
/// @param privatePaths host paths of which no repository's settings can show a command anything
/// @param openPlaces host directories from which they can show what not everybody may read
/// @param proxy where requests of commands with [Network.Allowed] go
public record SandboxSettings(
    Path directory,
    SandboxUser user,
    HostLimits limits,
    List<Path> readOnlyPaths,
    List<Path> privatePaths,
    List<Path> openPlaces,
    ProxySettings proxy) {

  public SandboxSettings {
    directory = directory.toAbsolutePath().normalize();
    readOnlyPaths = List.copyOf(readOnlyPaths);
    privatePaths = List.copyOf(privatePaths);
    openPlaces = List.copyOf(openPlaces);
  }

  /// Standard limits, the user that fits this process, and the standard proxy.
  public static SandboxSettings in(Path directory) {
    return new SandboxSettings(
        directory,
        SandboxUser.ofThisProcess(),
        HostLimits.standard(),
        List.of(),
        List.of(directory),
        List.of(),
        ProxySettings.standard());
  }

  public SandboxSettings with(HostLimits changed) {
    return new SandboxSettings(
        directory, user, changed, readOnlyPaths, privatePaths, openPlaces, proxy);
  }

  public SandboxSettings with(SandboxUser changed) {
    return new SandboxSettings(
        directory, changed, limits, readOnlyPaths, privatePaths, openPlaces, proxy);
  }

  public SandboxSettings with(ProxySettings changed) {
    return new SandboxSettings(
        directory, user, limits, readOnlyPaths, privatePaths, openPlaces, changed);
  }

  public SandboxSettings withReadOnly(List<Path> paths) {
    return new SandboxSettings(directory, user, limits, paths, privatePaths, openPlaces, proxy);
  }

  /// @param paths what the service keeps to itself, such as its home
  public SandboxSettings withPrivate(List<Path> paths) {
    return new SandboxSettings(directory, user, limits, readOnlyPaths, paths, openPlaces, proxy);
  }

  public SandboxSettings withOpen(List<Path> places) {
    return new SandboxSettings(directory, user, limits, readOnlyPaths, privatePaths, places, proxy);
  }
}
