package dev.journeyman.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.cli.connection.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What can be said about a repository. What is not said stays as it is.
final class RepositorySettings {

  @Option(names = "--branch", paramLabel = "NAME", description = "Where work lands.")
  private @Nullable String branch;

  @Option(names = "--setup", paramLabel = "COMMAND", description = "Prepares a tree; repeatable.")
  private @Nullable List<String> setup;

  @Option(names = "--verify", paramLabel = "COMMAND", description = "Must succeed; repeatable.")
  private @Nullable List<String> verify;

  @Option(names = "--deploy", paramLabel = "COMMAND", description = "Run after landing; or \"\".")
  private @Nullable String deploy;

  @Option(names = "--health-check", paramLabel = "COMMAND", description = "After that; or \"\".")
  private @Nullable String healthCheck;

  @Option(names = "--network", paramLabel = "HOST", description = "May be reached; repeatable.")
  private @Nullable List<String> network;

  ObjectNode json() {
    var body = Json.object();
    put(body, "targetBranch", branch);
    put(body, "setup", setup);
    put(body, "verify", verify);
    put(body, "deploy", deploy);
    put(body, "healthCheck", healthCheck);
    put(body, "network", network);
    return body;
  }

  /// An empty text takes a command away.
  private static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value.isEmpty() ? null : value);
    }
  }

  private static void put(ObjectNode body, String name, @Nullable List<String> values) {
    if (values != null) {
      var array = body.putArray(name);
      values.stream().filter(value -> !value.isEmpty()).forEach(array::add);
    }
  }
}
