package dev.journeyman.workspace;

import java.util.Arrays;
import java.util.regex.Pattern;

/// The name of a branch without `refs/heads/`, such as `main` or `feature/login`.
///
/// Only names that `git check-ref-format --branch` takes, so that a name can never be read as an
/// option, a range or a path outside the refs.
///
/// @param value at most 200 characters
public record BranchName(String value) {

  private static final int LONGEST = 200;
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//");

  /// Throws [IllegalArgumentException] with a sentence for a human when git would refuse the name.
  public BranchName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not a branch name that git accepts: " + Quoted.of(value));
    }
  }

  static boolean isValid(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && !name.startsWith("-")
        && !name.endsWith("/")
        && !name.endsWith(".")
        && !name.equals("@")
        && !name.equals("HEAD")
        && !FORBIDDEN.matcher(name).find()
        && Arrays.stream(name.split("/", -1)).allMatch(BranchName::isValidPart);
  }

  private static boolean isValidPart(String part) {
    return !part.isEmpty() && !part.startsWith(".") && !part.endsWith(".lock");
  }

  /// The branch under which the work of a task is kept available.
  public static BranchName ofTask(String taskId) {
    return new BranchName("journeyman/" + Identifier.checked("task", taskId));
  }

  String reference() {
    return "refs/heads/" + value;
  }

  String fetched() {
    return "refs/remotes/origin/" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
