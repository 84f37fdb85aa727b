package dev.journeyman.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A small Python project in git, with one test that passes and a file of ten numbered lines.
record TestRepository(Path directory) {

  static final String VERIFY = "python3 -m unittest";

  static TestRepository create(Path directory) throws IOException, InterruptedException {
    var repository = new TestRepository(Files.createDirectories(directory));
    repository.write("lines.txt", lines("line 1"));
    repository.write("limits.py", "MOST = 3\n");
    repository.write(
        "test_limits.py",
        """
        import unittest

        from limits import MOST


        class LimitsTest(unittest.TestCase):
            def test_most(self):
                self.assertLessEqual(MOST, 5)
        """);
    repository.write(".gitignore", "__pycache__/\n");
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.commit("Begin");
    return repository;
  }

  /// Ten lines, of which the first can be chosen.
  static String lines(String first) {
    var text = new StringBuilder(first).append('\n');
    for (int i = 2; i <= 10; i++) {
      text.append("line ").append(i).append('\n');
    }
    return text.toString();
  }

  void write(String path, String content) throws IOException {
    Files.writeString(directory.resolve(path), content);
  }

  String read(String path) throws IOException {
    return Files.readString(directory.resolve(path));
  }

  boolean has(String path) {
    return Files.exists(directory.resolve(path));
  }

  void commit(String message) throws IOException, InterruptedException {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  }

  /// Brings what others have pushed, adds a file to it and pushes.
  void push(String path, String content) throws IOException, InterruptedException {
    pull();
    write(path, content);
    commit("Meanwhile: " + path);
    git("push", "--quiet", "origin", "main");
  }

  void pull() throws IOException, InterruptedException {
    git("fetch", "--quiet", "origin");
    git("reset", "--quiet", "--hard", "origin/main");
  }

  String head() throws IOException, InterruptedException {
    return git("rev-parse", "main").strip();
  }

  String tree() throws IOException, InterruptedException {
    return git("rev-parse", "main^{tree}").strip();
  }

  /// What differs between checkout and branch.
  String status() throws IOException, InterruptedException {
    return git("status", "--porcelain");
  }

  String git(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("git", "-c", "user.name=Test", "-c", "user.email=test@localhost"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("git " + arguments[0] + " failed: " + output);
    }
    return output;
  }
}
