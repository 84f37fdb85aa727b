package dev.journeyman.durability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A repository of somebody's, with one commit to begin with.
public record GitPlace(Path directory) {

  /// @param task who asked for it; empty for what was there before
  public record Commit(String id, String tree, String task, String subject) {}

  public static GitPlace create(Path directory) throws IOException, InterruptedException {
    var place = new GitPlace(Files.createDirectories(directory));
    Files.writeString(directory.resolve("base.txt"), "base\n");
    place.git("init", "--quiet", "--initial-branch=main");
    place.git("add", "--all");
    place.git("commit", "--quiet", "--message", "Begin");
    return place;
  }

  /// What is on the branch, newest first.
  public List<Commit> commits() throws IOException, InterruptedException {
    var format = "--format=%H%x09%T%x09%(trailers:key=Task-Id,valueonly,separator=%x2C)%x09%s";
    return git("log", format, "main")
        .lines()
        .map(line -> line.split("\t", 4))
        .map(field -> new Commit(field[0], field[1], field[2].strip(), field[3]))
        .toList();
  }

  public String name() {
    return String.valueOf(directory.getFileName());
  }

  public String git(String... arguments) throws IOException, InterruptedException {
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
