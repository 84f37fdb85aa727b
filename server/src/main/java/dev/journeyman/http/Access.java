package dev.journeyman.http;

import io.javalin.security.RouteRole;

/// Who may call a route. A route that says nothing is for admins only.
enum Access implements RouteRole {
  /// Anyone; for probes, the contract and the console's files.
  OPEN,
  /// Anyone, because the handler itself looks at what is shown to it.
  SIGN_IN,
  /// Admins, and whoever holds a ticket for this stream.
  STREAM,
  ADMIN
}
