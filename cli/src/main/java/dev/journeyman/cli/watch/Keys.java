package dev.journeyman.cli.watch;

import dev.journeyman.cli.connection.Task;
import dev.journeyman.cli.text.SafeText;
import java.util.Optional;

/// What keys do. What cannot be undone with another key is asked first.
final class Keys {

  private final Deeds deeds;
  private final LiveView view;
  private Optional<Runnable> asked = Optional.empty();

  Keys(Deeds deeds, LiveView view) {
    this.deeds = deeds;
    this.view = view;
  }

  /// @return false to leave
  boolean pressed(char key, Task task) {
    if (asked.isPresent()) {
      answer(key);
      return true;
    }
    switch (key) {
      case 'a' -> approve(task);
      case 'r' ->
          ask(
              task,
              "reject",
              "Reject the work and throw it away? (y/n)",
              () -> deeds.approve(task, false));
      case 'c' -> ask(task, "cancel", "Cancel the task? (y/n)", () -> deeds.cancel(task));
      case 'p' -> deeds.pauseOrResume(task);
      case 'd' -> deeds.diff(task);
      case 'q', '\u0003', '\u0004' -> {
        return false;
      }
      default -> {
        // Not ours.
      }
    }
    return true;
  }

  private void approve(Task task) {
    var tree = SafeText.line(task.text("/tree"));
    ask(
        task,
        "approve",
        "Approve and land exactly tree %s? (y/n)"
            .formatted(tree.substring(0, Math.min(12, tree.length()))),
        () -> deeds.approve(task, true));
  }

  private void ask(Task task, String action, String question, Runnable deed) {
    if (task.may(action)) {
      asked = Optional.of(deed);
      view.ask(question);
    }
  }

  private void answer(char key) {
    if (key == 'y' || key == 'Y') {
      asked.ifPresent(Runnable::run);
    }
    asked = Optional.empty();
    view.ask("");
  }
}
