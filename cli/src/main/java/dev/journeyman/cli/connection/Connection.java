package dev.journeyman.cli.connection;

import java.net.URI;
import java.util.function.Supplier;

/// Where the service is, and how to get a token for it.
///
/// @param url without a path
/// @param token asked before each request, so that a credential command can give a fresh one
public record Connection(URI url, Supplier<String> token) {

  URI resolve(String path) {
    return URI.create(url.toString().replaceFirst("/+$", "") + path);
  }
}
