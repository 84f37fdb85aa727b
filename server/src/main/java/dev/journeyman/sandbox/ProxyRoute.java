package dev.journeyman.sandbox;

import java.util.List;
import java.util.Map;

/// How a command reaches the proxy, if it may: what is mounted for it, what its environment says,
/// and what is started in front of it.
record ProxyRoute(List<String> mounts, Map<String, String> environment, List<String> wrapper) {

  static final ProxyRoute NONE = new ProxyRoute(List.of(), Map.of(), List.of());
}
