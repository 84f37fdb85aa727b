package dev.journeyman.http;

import io.javalin.config.RoutesConfig;

/// A group of routes that belong together.
interface Routes {

  String BASE = "/api/autonomous";

  void add(RoutesConfig routes);
}
