package dev.journeyman.github;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A repository as GitHub names it. Its parts are safe in a path of the API.
public record HostedRepository(String owner, String name) {

  private static final String PARTS = "/*([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+?)(?:\\.git)?/*";
  private static final Pattern URL = Pattern.compile("(https|ssh)://(?:[^@/]+@)?([^/]+)/" + PARTS);
  private static final Pattern SCP = Pattern.compile("[^@/:]+@([^:/]+):" + PARTS);

  /// The repository at an address, if it is on this host.
  ///
  /// @param location an https or ssh address, or `git@host:owner/name`
  /// @param gitHost with its port, if it has one; ssh has a port of its own, which does not count
  public static Optional<HostedRepository> of(String location, String gitHost) {
    var url = URL.matcher(location);
    if (url.matches()) {
      boolean ssh = url.group(1).equals("ssh");
      return same(url.group(2), gitHost, ssh, url.group(3), url.group(4));
    }
    var scp = SCP.matcher(location);
    return scp.matches()
        ? same(scp.group(1), gitHost, true, scp.group(2), scp.group(3))
        : Optional.empty();
  }

  private static Optional<HostedRepository> same(
      String host, String gitHost, boolean ssh, String owner, String name) {
    var one = host.toLowerCase(Locale.ROOT);
    var other = gitHost.toLowerCase(Locale.ROOT);
    boolean same = ssh ? plain(one).equals(plain(other)) : one.equals(other);
    boolean dots = owner.matches("\\.+") || name.matches("\\.+");
    return same && !dots ? Optional.of(new HostedRepository(owner, name)) : Optional.empty();
  }

  /// `ssh.github.com` is github.com on a port that firewalls let through.
  private static String plain(String host) {
    return host.replaceFirst(":[0-9]+$", "").replaceFirst("^ssh\\.", "");
  }

  String path() {
    return "/repos/%s/%s".formatted(owner, name);
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
