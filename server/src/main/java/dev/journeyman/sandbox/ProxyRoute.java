package dev.journeyman.sandbox;

import dev.journeyman.sandbox.proxy.AllowList;
import dev.journeyman.sandbox.proxy.ProxyEndpoint;
import dev.journeyman.sandbox.proxy.ProxyPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// How one command reaches the proxy, if it may: a socket that is mounted for it, and a forwarder
/// that is started in front of it, because programs know proxies by address and port only.
sealed interface ProxyRoute extends AutoCloseable {

  String SOCKET = "/run/proxy.sock";
  Path PERL = Path.of("/usr/bin/perl");

  /// There is no way out.
  record Closed() implements ProxyRoute {
    @Override
    public void close() {}
  }

  /// An endpoint of its own listens for this command.
  record Open(ProxyEndpoint endpoint, Path socket) implements ProxyRoute {
    @Override
    public void close() {
      endpoint.close();
    }
  }

  /// Opens what the command's network rule says.
  ///
  /// @throws IOException if the rule cannot be kept; then the command must not run
  static ProxyRoute of(Command command, SandboxSettings settings, Path socket) throws IOException {
    return switch (command.network()) {
      case Network.None() -> new Closed();
      case Network.Allowed allowed -> opened(allowed, settings, socket);
    };
  }

  private static ProxyRoute opened(Network.Allowed allowed, SandboxSettings settings, Path socket)
      throws IOException {
    if (!Files.isExecutable(PERL)) {
      throw new IOException(
          "The network of this command needs /usr/bin/perl. Remedy: apt-get install perl.");
    }
    var proxy = settings.proxy();
    var policy =
        new ProxyPolicy(
            new AllowList(allowed.hosts()),
            proxy.ports(),
            proxy.internalHosts(),
            proxy.connectTimeout(),
            InetAddress::getAllByName);
    var endpoint =
        ProxyEndpoint.open(
            socket,
            policy,
            (target, refusal) -> allowed.listener().accept(new NetworkRequest(target, refusal)));
    handOver(socket, settings.user());
    return new Open(endpoint, socket);
  }

  private static void handOver(Path socket, SandboxUser user) throws IOException {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    if (user instanceof SandboxUser.Switched(int uid, int gid)) {
      Files.setAttribute(socket, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(socket, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /// Arguments of bubblewrap.
  default List<String> mounts() {
    return switch (this) {
      case Closed() -> List.of();
      case Open(_, var socket) -> List.of("--ro-bind", socket.toString(), SOCKET);
    };
  }

  /// What stands in front of the command.
  default List<String> wrapper() {
    return switch (this) {
      case Closed() -> List.of();
      case Open _ -> List.of(PERL.toString(), "-e", forwarder(), "--", SOCKET);
    };
  }

  private static String forwarder() {
    try (var stream = ProxyRoute.class.getResourceAsStream("forward.pl")) {
      if (stream == null) {
        throw new IllegalStateException("forward.pl is missing from this build");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("forward.pl cannot be read", e);
    }
  }

  @Override
  void close();
}
