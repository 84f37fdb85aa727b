package dev.journeyman.sandbox;

import java.util.Map;

/// What every command finds in its environment: nothing of the service's.
final class SandboxEnvironment {

  static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("HOME", "/home/agent"),
          Map.entry("USER", "agent"),
          Map.entry("LOGNAME", "agent"),
          Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
          Map.entry("LANG", "C.UTF-8"),
          Map.entry("TERM", "dumb"),
          Map.entry("TMPDIR", "/tmp"),
          Map.entry("CI", "1"),
          Map.entry("PAGER", "cat"),
          Map.entry("DEBIAN_FRONTEND", "noninteractive"),
          Map.entry("GIT_PAGER", "cat"),
          Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
          Map.entry("GIT_OPTIONAL_LOCKS", "0"),
          Map.entry("GIT_TERMINAL_PROMPT", "0"),
          Map.entry("GIT_AUTHOR_NAME", "Journeyman"),
          Map.entry("GIT_AUTHOR_EMAIL", "agent@journeyman.invalid"),
          Map.entry("GIT_COMMITTER_NAME", "Journeyman"),
          Map.entry("GIT_COMMITTER_EMAIL", "agent@journeyman.invalid"));

  private SandboxEnvironment() {}
}
