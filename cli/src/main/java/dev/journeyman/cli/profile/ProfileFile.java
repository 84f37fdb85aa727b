package dev.journeyman.cli.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.journeyman.cli.connection.CommandException;
import dev.journeyman.cli.connection.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `$XDG_CONFIG_HOME/journeyman/config.toml`. What it holds is in [Profile].
record ProfileFile(Path path) {

  private static final Set<String> KEYS = Set.of("url", "token-file", "token-command");

  static ProfileFile of(Map<String, String> environment) {
    var xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    var base =
        xdg.startsWith("/") ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".config");
    return new ProfileFile(base.resolve("journeyman").resolve("config.toml"));
  }

  /// @param name empty for the file's default
  Optional<Profile> profile(String name) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    var file = read();
    var wanted = name.isEmpty() ? file.path("default").asText("") : name;
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(file.path("profiles").path(wanted))
        .filter(JsonNode::isObject)
        .map(profile -> profile(wanted, profile));
  }

  private JsonNode read() {
    try {
      return new TomlMapper().readTree(path.toFile());
    } catch (IOException e) {
      throw wrong(String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"));
    }
  }

  private Profile profile(String name, JsonNode node) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw wrong(
                    "profile %s has %s; known are url, token-file, token-command"
                        .formatted(name, key));
              }
            });
    var command = new ArrayList<String>();
    node.path("token-command").forEach(word -> command.add(word.asText()));
    return new Profile(
        url(name, node.path("url").asText("")),
        Optional.of(node.path("token-file").asText("")).filter(file -> !file.isEmpty()),
        command);
  }

  private URI url(String name, String url) {
    try {
      return Addresses.parse(url);
    } catch (CommandException e) {
      throw wrong("profile %s: %s".formatted(name, e.getMessage()));
    }
  }

  private CommandException wrong(String what) {
    return new CommandException(ExitCode.USAGE, "%s: %s.".formatted(path, what));
  }
}
