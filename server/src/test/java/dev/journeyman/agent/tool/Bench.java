package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.sandbox.GitAccess;
import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.TaskSandbox;
import dev.journeyman.workspace.WorkTreeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A work tree in a temporary directory, and tools that work on it.
record Bench(Path tree, Map<String, String> reports, StringBuilder live, ToolContext context) {

  static final long MOST_BYTES = 1_000_000;
  static final String SECRET = "s3cr3t-Value/42+x";

  static Bench in(Path directory, RepositoryConfiguration repository) {
    return in(directory, repository, new PlainSandbox());
  }

  static Bench in(Path directory, RepositoryConfiguration repository, TaskSandbox sandbox) {
    var tree = make(directory.resolve("tree"));
    var reports = new HashMap<String, String>();
    var live = new StringBuilder();
    var working = new WorkingDirectory();
    working.moveTo(sandbox instanceof PlainSandbox ? tree.toString() : "/workspace");
    var shell =
        new ToolContext.Shell(
            tree,
            sandbox,
            new GitAccess.None(),
            new Network.None(),
            List.of(),
            List.of(),
            working,
            live::append);
    return new Bench(
        tree,
        reports,
        live,
        new ToolContext(
            "task-1",
            new WorkTreeFiles(tree, make(directory.resolve("staging")), Optional.empty()),
            shell,
            new FileVersions(),
            FullTexts.in(directory.resolve("outputs")),
            Redaction.of(Set.of(SECRET)),
            repository,
            (title, markdown) -> {
              reports.put(title, markdown);
              return title + ".md";
            },
            Deadline.in(Duration.ofMinutes(5))));
  }

  ToolResult run(Tool tool, String json) {
    return tool.run(json(json), context);
  }

  ToolResult write(Map<String, ?> input) {
    return new WriteFile(MOST_BYTES).run(new ObjectMapper().valueToTree(input), context);
  }

  ToolResult read(String path) {
    return run(new ReadFile(MOST_BYTES), "{'path':'%s'}".formatted(path));
  }

  void put(String path, String content) {
    try {
      var file = tree.resolve(path);
      make(tree.resolve(path).resolve("..").normalize());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String content(String path) {
    try {
      return Files.readString(tree.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// JSON in which ' stands for ".
  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path make(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
