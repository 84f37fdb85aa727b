package dev.journeyman.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;

/// An address such as `postgresql://user:password@host:5432/database?sslmode=verify-full`, as
/// libpq and most hosts of databases write it.
final class DatabaseUrl {

  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");

  private final URI address;
  private final ArrayList<String> options = new ArrayList<>();
  private String user = "";
  private String password = "";

  private DatabaseUrl(URI address) {
    this.address = address;
    readAuthority();
    readQuery();
  }

  /// Nothing of the text appears in the error, for it holds a password.
  ///
  /// @throws IllegalArgumentException if it is no such address
  static DatabaseSettings parse(String text) {
    URI address;
    try {
      address = URI.create(text.strip());
    } catch (IllegalArgumentException _) {
      throw invalid("characters in user and password have to be percent-encoded");
    }
    if (address.getScheme() == null || !SCHEMES.contains(address.getScheme())) {
      throw invalid("it has to begin with postgresql://");
    }
    return new DatabaseUrl(address).settings();
  }

  private DatabaseSettings settings() {
    if (user.isEmpty()) {
      throw invalid("the user is missing");
    }
    var login = new Login(user, password);
    return new DatabaseSettings(jdbcUrl(), login, login);
  }

  private String jdbcUrl() {
    var path = address.getRawPath();
    var database = path == null || path.length() < 2 ? "/" + user : path;
    var query = options.isEmpty() ? "" : "?" + String.join("&", options);
    return "jdbc:postgresql://" + hosts() + database + query;
  }

  private String authority() {
    var authority = address.getRawAuthority();
    return authority == null ? "" : authority;
  }

  private String hosts() {
    var hosts = authority().substring(authority().lastIndexOf('@') + 1);
    if (hosts.isEmpty()) {
      throw invalid("the host is missing");
    }
    return hosts;
  }

  private void readAuthority() {
    var end = authority().lastIndexOf('@');
    if (end >= 0) {
      var parts = authority().substring(0, end).split(":", 2);
      user = decoded(parts[0]);
      password = parts.length > 1 ? decoded(parts[1]) : "";
    }
  }

  private void readQuery() {
    var query = address.getRawQuery();
    if (query != null) {
      for (var option : query.split("&")) {
        readOption(option);
      }
    }
  }

  private void readOption(String option) {
    if (option.startsWith("user=")) {
      user = decoded(option.substring("user=".length()));
    } else if (option.startsWith("password=")) {
      password = decoded(option.substring("password=".length()));
    } else {
      options.add(option);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException invalid(String reason) {
    return new IllegalArgumentException(
        "the address has the form postgresql://user:password@host:port/database?sslmode=...; "
            + reason);
  }
}
