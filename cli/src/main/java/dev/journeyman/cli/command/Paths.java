package dev.journeyman.cli.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Parts of addresses, from what a person typed.
final class Paths {

  private Paths() {}

  static String segment(String typed) {
    return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// A query of those parameters that have a value.
  ///
  /// @param pairs names and values in turn
  static String query(String... pairs) {
    var parameters = new LinkedHashMap<String, String>();
    for (int at = 0; at < pairs.length; at += 2) {
      if (!pairs[at + 1].isEmpty()) {
        parameters.put(pairs[at], pairs[at + 1]);
      }
    }
    return parameters.isEmpty() ? "" : "?" + joined(parameters);
  }

  private static String joined(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + segment(pair.getValue()))
        .collect(Collectors.joining("&"));
  }
}
