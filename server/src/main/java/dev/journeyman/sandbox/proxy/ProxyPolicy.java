package dev.journeyman.sandbox.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

/// Decides on a target and dials it.
///
/// @param internal host names, also on the list, that may lead to private addresses
/// @param resolver looks names up
public record ProxyPolicy(
    AllowList allowed,
    Set<Integer> ports,
    Set<String> internal,
    Duration connectTimeout,
    Resolver resolver) {

  /// Looks up all addresses of a name.
  @FunctionalInterface
  public interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  public ProxyPolicy {
    ports = Set.copyOf(ports);
    internal = Set.copyOf(internal);
  }

  /// Checks the name, resolves it once, checks every address, and dials one that was checked: a
  /// second look-up could give another answer.
  Socket dial(Target target) throws RefusedException {
    if (!allowed.allows(target.host())) {
      throw RefusedException.forbidden(target.host() + " is not on the list of allowed hosts");
    }
    if (!ports.contains(target.port())) {
      throw RefusedException.forbidden("Port " + target.port() + " is not allowed");
    }
    var addresses = resolved(target.host());
    for (var address : addresses) {
      if (!mayDial(target.host(), address)) {
        throw RefusedException.forbidden(target.host() + " leads to an address that is not public");
      }
    }
    return connected(addresses, target);
  }

  private boolean mayDial(String host, InetAddress address) {
    return internal.contains(host)
        ? !AddressRule.isForbidden(address)
        : AddressRule.isPublic(address);
  }

  private InetAddress[] resolved(String host) throws RefusedException {
    try {
      return resolver.addresses(host);
    } catch (UnknownHostException e) {
      throw RefusedException.unreachable(host + " has no address");
    }
  }

  private Socket connected(InetAddress[] addresses, Target target) throws RefusedException {
    for (var address : addresses) {
      var socket = new Socket();
      try {
        socket.connect(
            new InetSocketAddress(address, target.port()), (int) connectTimeout.toMillis());
        return socket;
      } catch (IOException e) {
        close(socket);
      }
    }
    throw RefusedException.unreachable(target + " does not answer");
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("A socket that is not connected cannot be closed", e);
    }
  }
}
