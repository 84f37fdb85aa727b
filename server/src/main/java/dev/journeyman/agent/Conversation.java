package dev.journeyman.agent;

import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Journal;
import dev.journeyman.task.StoredMessage;
import dev.journeyman.task.StoredMessage.Role;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TurnRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One conversation of a task: what the journal holds, plus what this worker adds. It is only ever
/// appended to. Used by one thread.
final class Conversation {

  private final Journal journal;
  private final Claim claim;
  private final String name;
  private final List<StoredMessage> messages;
  private boolean thinkingDropped;

  private Conversation(Journal journal, Claim claim, String name, List<StoredMessage> messages) {
    this.journal = journal;
    this.claim = claim;
    this.name = name;
    this.messages = messages;
  }

  static Conversation load(Journal journal, Claim claim, String name) {
    return new Conversation(
        journal, claim, name, new ArrayList<>(journal.messages(claim.task(), name)));
  }

  boolean has(String part) {
    return messages.stream().anyMatch(message -> message.part().equals(part));
  }

  /// How many replies the model has given in this part.
  int turns(String part) {
    return (int)
        messages.stream()
            .filter(message -> message.role() == Role.ASSISTANT && message.part().equals(part))
            .count();
  }

  /// The newest message, if it is a reply that has not been answered yet.
  Optional<Message> openReply() {
    return messages.isEmpty() || messages.getLast().role() == Role.USER
        ? Optional.empty()
        : Optional.of(new Message(messages.getLast().json()));
  }

  /// The whole conversation as it is sent.
  List<Message> sendable() {
    return messages.stream().map(message -> new Message(message.json())).map(this::shown).toList();
  }

  /// From now on thinking is left out: the provider no longer takes what is stored of it, and would
  /// refuse each request first.
  void dropThinking() {
    thinkingDropped = true;
  }

  private Message shown(Message message) {
    return thinkingDropped ? Messages.withoutThinking(message) : message;
  }

  void say(String part, Message message) {
    var stored = next(part, Role.USER, message);
    journal.append(claim, name, stored);
    messages.add(stored);
  }

  void reply(String part, Message message, TurnRecord turn, TaskEvent.Draft... events) {
    var stored = next(part, Role.ASSISTANT, message);
    journal.append(claim, name, stored, turn, events);
    messages.add(stored);
  }

  /// Notes that a message is stored already, by a transaction of the caller.
  StoredMessage next(String part, Role role, Message message) {
    return new StoredMessage(messages.size(), part, role, message.json());
  }

  void stored(StoredMessage message) {
    messages.add(message);
  }

  Claim claim() {
    return claim;
  }

  String name() {
    return name;
  }
}
