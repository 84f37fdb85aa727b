package dev.journeyman.sandbox.proxy;

import java.util.List;
import java.util.Locale;

/// The hosts that may be reached: names, and `*.example.com` for all names below one. An empty list
/// allows nothing, and an entry that is no name allows nothing.
public record AllowList(List<String> hosts) {

  private static final String BELOW = "*.";

  public AllowList {
    hosts =
        hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).filter(AllowList::sound).toList();
  }

  private static boolean sound(String entry) {
    return Target.isName(entry.startsWith(BELOW) ? entry.substring(BELOW.length()) : entry);
  }

  boolean allows(String host) {
    return hosts.stream()
        .anyMatch(
            entry ->
                entry.startsWith(BELOW)
                    ? host.endsWith(entry.substring(1)) && host.length() > entry.length() - 1
                    : host.equals(entry));
  }
}
