package dev.journeyman.agent;

import dev.journeyman.model.Compaction;
import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.model.Model;
import dev.journeyman.model.ModelException;
import dev.journeyman.model.Reply;
import dev.journeyman.model.ReplyListener;
import dev.journeyman.model.Request;
import dev.journeyman.model.StopReason;
import dev.journeyman.model.Usage;
import dev.journeyman.task.StoredMessage.Role;
import dev.journeyman.task.Task;
import dev.journeyman.task.TurnRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes room in a conversation: the provider summarises its beginning where it can, else the model
/// is asked for a summary. The newest turns stay as they are; the task, the open steps and the part
/// are repeated word for word.
///
/// @param most tokens a conversation may have, whatever the model's window
record Compactor(Model model, long most) {

  private static final long KEPT = 20_000;
  private static final long RESERVE = 16_000;

  /// What came of it.
  sealed interface Outcome {
    record Summarised(Message summary, int until, boolean own, Reply reply) implements Outcome {}

    /// @param usage what the attempt used up all the same
    record NotPossible(String reason, Usage usage) implements Outcome {}
  }

  /// True if the next reply might not fit, or would cost more than is wanted.
  boolean due(Part part, Conversation conversation) {
    return conversation.tokens() >= limit(part) && conversation.canBeCompacted();
  }

  /// A reply has to fit into the window as well, and so does the request for a summary. What is
  /// kept must leave room for work.
  long limit(Part part) {
    var profile = model.profile(part.model());
    long window = profile.contextTokens();
    return Math.min(most, Math.max(window / 2, window - profile.maxOutputTokens() - RESERVE));
  }

  /// Has a summary made; nothing is stored yet. A conversation that is already too long to be
  /// summarised at once is summarised up to its middle.
  Outcome summarise(Part part, Conversation conversation, Duration deadline, ReplyListener live) {
    long kept = Math.min(KEPT, Math.min(limit(part), conversation.tokens()) / 4);
    int until = conversation.cut(kept);
    while (true) {
      try {
        return summarise(part, conversation.sendable(until), until, deadline, live);
      } catch (ModelException.ContextFull e) {
        until = conversation.earlierCut(until).orElseThrow(() -> e);
      }
    }
  }

  private Outcome summarise(
      Part part, List<Message> messages, int until, Duration deadline, ReplyListener live) {
    var request = request(part, messages, deadline);
    return switch (model.compact(request, Optional.of(Prompts.text("summarize")), live)) {
      case Compaction.Compacted(Message summary, Usage usage, String requestId) ->
          new Outcome.Summarised(summary, until, false, told(part, summary, usage, requestId));
      case Compaction.NotPossible(_, Usage usage) ->
          own(part, messages, until, deadline, live, usage);
    };
  }

  private static Reply told(Part part, Message summary, Usage usage, String requestId) {
    return new Reply(
        summary, "", "", List.of(), new StopReason.EndTurn(), usage, part.model(), requestId);
  }

  private Outcome own(
      Part part,
      List<Message> messages,
      int until,
      Duration deadline,
      ReplyListener live,
      Usage before) {
    var asked = new ArrayList<>(messages);
    asked.add(Messages.user(Prompts.text("summarize")));
    var reply = model.reply(request(part, asked, deadline), live);
    var usage = reply.usage().plus(before);
    if (reply.text().isBlank() || reply.stopReason() instanceof StopReason.Refused) {
      return new Outcome.NotPossible("the model wrote no summary: " + reply.stopReason(), usage);
    }
    var summary = Messages.user("A summary, made by you, of the work so far:\n\n" + reply.text());
    return new Outcome.Summarised(
        summary, until, true, told(part, summary, usage, reply.requestId()));
  }

  private static Request request(Part part, List<Message> messages, Duration deadline) {
    return new Request(
        part.model(), part.effort(), part.system(), part.offered(), messages, deadline);
  }

  /// Stores a summary, and after it what has to survive word for word.
  static void store(
      Part part, Conversation conversation, Task task, Outcome.Summarised made, TurnRecord turn) {
    conversation.summarise(
        made.summary(),
        made.until(),
        made.own(),
        conversation.next(part.name(), Role.USER, Messages.user(Standing.text(part, task))),
        turn,
        made.reply().usage());
  }
}
