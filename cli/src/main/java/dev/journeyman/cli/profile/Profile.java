package dev.journeyman.cli.profile;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A service as the configuration file names it.
///
/// ```toml
/// default = "work"
///
/// [profiles.work]
/// url = "https://journeyman.example.com"
/// token-file = "work.token"                       # mode 0600, beside this file
/// # token-command = ["pass", "show", "journeyman"]  # or what prints a token
/// ```
///
/// @param tokenCommand program and arguments; empty for none
record Profile(URI url, Optional<String> tokenFile, List<String> tokenCommand) {

  static final URI LOCAL = URI.create("http://127.0.0.1:4002");
  static final Profile NONE = new Profile(LOCAL, Optional.empty(), List.of());

  Profile {
    tokenCommand = List.copyOf(tokenCommand);
  }
}
