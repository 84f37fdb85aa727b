package dev.journeyman.agent;

import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.model.Usage;
import dev.journeyman.task.Claim;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Journal.Appended;
import dev.journeyman.task.Journal.Entry;
import dev.journeyman.task.StoredMessage;
import dev.journeyman.task.StoredMessage.Role;
import dev.journeyman.task.StoredSummary;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TurnRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One conversation of a task: what the journal holds, plus what this worker adds. It is only ever
/// appended to; a summary may stand for its beginning. Used by one thread.
///
/// ```
/// 0 … until-1        until … position-1   position …
/// the summary        sent as they are     said after the summary was made
/// ```
final class Conversation {

  private final Journal journal;
  private final Claim claim;
  private final String name;
  private final List<StoredMessage> messages = new ArrayList<>();

  /// As they are sent, in the same places as `messages`.
  private final List<Message> shown = new ArrayList<>();

  private final ContextSize size = new ContextSize();
  private Optional<StoredSummary> summary;
  private Optional<Task> task = Optional.empty();
  private boolean spokenTo = true;
  private boolean thinkingDropped;

  private Conversation(Journal journal, Claim claim, String name, Optional<StoredSummary> summary) {
    this.journal = journal;
    this.claim = claim;
    this.name = name;
    this.summary = summary;
  }

  static Conversation load(Journal journal, Claim claim, String name) {
    var conversation = new Conversation(journal, claim, name, journal.summary(claim.task(), name));
    journal.messages(claim.task(), name).forEach(conversation::add);
    conversation.measure();
    return conversation;
  }

  /// What a reply before the newest summary used says nothing any more.
  private void measure() {
    summary.ifPresent(this::apply);
    journal
        .newestTurn(claim.task(), name)
        .filter(turn -> summary.map(made -> turn.getKey() > made.position()).orElse(true))
        .ifPresent(turn -> size.measured(turn.getKey() + 1, turn.getValue()));
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
    return sendable(messages.size());
  }

  /// The conversation as it is sent, up to a position.
  List<Message> sendable(int until) {
    var sendable = new ArrayList<Message>(until - first() + 1);
    summary.ifPresent(made -> sendable.add(new Message(made.json())));
    sendable.addAll(shown.subList(first(), until));
    return sendable;
  }

  /// From now on thinking is left out: the provider no longer takes what is stored of it, and would
  /// refuse each request first.
  void dropThinking() {
    thinkingDropped = true;
    shown.replaceAll(Messages::withoutThinking);
  }

  void say(String part, Message message) {
    var stored = next(part, Role.USER, message);
    appended(journal.append(claim, name, stored));
    add(stored);
  }

  /// Says something together with the events that tell of it.
  void say(String part, Message message, List<TaskEvent.Draft> events) {
    var stored = next(part, Role.USER, message);
    var drafts = events.toArray(TaskEvent.Draft[]::new);
    appended(journal.append(claim, task, Entry.said(name, stored), drafts));
    add(stored);
  }

  /// Says something together with a change of the task and its events.
  void say(String part, Message message, UnaryOperator<Task> change, List<TaskEvent.Draft> events) {
    var stored = next(part, Role.USER, message);
    var drafts = events.toArray(TaskEvent.Draft[]::new);
    appended(journal.append(claim, Entry.said(name, stored), change, drafts));
    add(stored);
  }

  void reply(String part, Message message, TurnRecord turn, List<TaskEvent.Draft> events) {
    var stored = next(part, Role.ASSISTANT, message);
    var entry = new Entry(name, stored, Optional.of(turn));
    var drafts = events.toArray(TaskEvent.Draft[]::new);
    appended(journal.append(claim, task, entry, drafts));
    add(stored);
    size.measured(messages.size(), turn);
  }

  private void appended(Appended appended) {
    task = Optional.of(appended.task());
    spokenTo = appended.spokenTo();
  }

  /// Whether people may have left a message that waits for this conversation.
  boolean mayBeSpokenTo() {
    return spokenTo;
  }

  /// The task as it was when the newest message was stored; empty before this worker stored one.
  Optional<Task> task() {
    return task;
  }

  /// Roughly how many tokens the next request has.
  long tokens() {
    return size.of(shown);
  }

  /// True if the model has said something since the newest summary was made.
  boolean canBeCompacted() {
    int since = summary.map(StoredSummary::position).orElse(0);
    return messages.stream().skip(since).anyMatch(message -> message.role() == Role.ASSISTANT);
  }

  /// Where it can be cut so that at most so many tokens stay as they are: before a reply, so that
  /// no call is torn from its result; the end if nothing fits.
  int cut(long keptTokens) {
    int cut = messages.size();
    long tokens = 0;
    int firstReply = firstReply();
    for (int i = messages.size() - 1; i > firstReply; i--) {
      tokens += Messages.estimatedTokens(shown.get(i).json());
      if (tokens > keptTokens) {
        break;
      }
      cut = beginsTurn(i) ? i : cut;
    }
    return cut;
  }

  /// The last place up to half way before another one where it can be cut; empty if there is none.
  Optional<Integer> earlierCut(int before) {
    int firstReply = firstReply();
    for (int i = first() + (before - first()) / 2; i > firstReply; i--) {
      if (beginsTurn(i)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /// Without a reply there is nothing to summarise.
  private int firstReply() {
    int position = first();
    while (position < messages.size() && messages.get(position).role() != Role.ASSISTANT) {
      position++;
    }
    return position;
  }

  private boolean beginsTurn(int position) {
    return messages.get(position).role() == Role.ASSISTANT
        && messages.get(position - 1).role() == Role.USER;
  }

  /// Puts a summary in the place of everything before `until`, and says what has to survive word
  /// for word.
  void summarise(
      Message made, int until, boolean own, StoredMessage next, TurnRecord turn, Usage usage) {
    var stored = new StoredSummary(messages.size(), until, own, made.json());
    var told = Turns.compaction(next.part(), until, own, usage);
    appended(new Appended(journal.summarise(claim, name, stored, next, turn, told), true));
    apply(stored);
    add(next);
  }

  private void apply(StoredSummary made) {
    summary = Optional.of(made);
    size.summarised(made);
    if (made.own()) {
      // Thinking is bound to what came before it, which is no longer there.
      shown.subList(0, made.position()).replaceAll(Messages::withoutThinking);
    }
  }

  StoredMessage next(String part, Role role, Message message) {
    return new StoredMessage(messages.size(), part, role, message.json());
  }

  private void add(StoredMessage message) {
    messages.add(message);
    var whole = new Message(message.json());
    shown.add(thinkingDropped ? Messages.withoutThinking(whole) : whole);
  }

  private int first() {
    return summary.map(StoredSummary::until).orElse(0);
  }
}
