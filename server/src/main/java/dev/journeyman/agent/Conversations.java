package dev.journeyman.agent;

import dev.journeyman.model.Messages;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Steering;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Lets a conversation branch, and tells its trunk what the branches did. A fork begins with the
/// very messages of its trunk, so that the provider's cache holds for it.
public final class Conversations {

  private final TaskStore tasks;
  private final Journal journal;
  private final Steering steering;

  public Conversations(TaskStore tasks, Journal journal, Steering steering) {
    this.tasks = tasks;
    this.journal = journal;
    this.steering = steering;
  }

  /// Begins forks, together with a change of the task. The trunk waits for no answer of its own.
  public Task fork(
      Claim claim,
      String trunk,
      List<String> forks,
      UnaryOperator<Task> change,
      List<TaskEvent.Draft> events) {
    return journal.fork(claim, trunk, forks, change, events.toArray(TaskEvent.Draft[]::new));
  }

  /// Tells a trunk something between two parts, and after it what people said while only its forks
  /// were listening; together with a change of the task.
  ///
  /// @param part under which it is kept
  public void tell(
      Claim claim,
      String trunk,
      String part,
      String text,
      UnaryOperator<Task> change,
      List<TaskEvent.Draft> events) {
    var conversation = Conversation.load(journal, claim, trunk);
    tasks.guard(
        claim,
        task -> {
          var told = new ArrayList<>(List.of(text));
          var heard = steering.take(task.id(), trunk);
          if (!heard.isEmpty()) {
            told.add(Spoken.of(heard));
          }
          conversation.say(part, Messages.user(String.join("\n\n", told)), change, events);
          return task;
        });
  }
}
