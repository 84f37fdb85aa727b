package dev.journeyman.agent;

import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.model.Model;
import dev.journeyman.model.ModelException;
import dev.journeyman.model.Reply;
import dev.journeyman.model.Request;
import dev.journeyman.model.StopReason;
import dev.journeyman.model.ToolCall;
import dev.journeyman.model.ToolResultBlock;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Steering;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Lets the model work on one part of a job until its submission is accepted.
///
/// The journal decides what comes next, so that a part goes on after a restart where it stood: a
/// reply without an answer has its calls run, anything else is sent to the model.
///
/// ```
/// opening ─► reply ─► calls run ─► results ─► reply ─► … ─► submission accepted
///              └─► no calls: reminded, a bounded number of times
/// ```
public final class AgentLoop {

  private static final Duration LONGEST_CALL = Duration.ofHours(1);

  private static final String CUT =
      "Your reply was cut off at its limit, so this call was not run. Make it again in smaller"
          + " pieces.";

  private final Model model;
  private final TaskStore tasks;
  private final Journal journal;
  private final Steering steering;
  private final ToolRunner runner;
  private final LiveFeed live;
  private final Compactor compactor;

  /// @param contextTokens a conversation that has so many is summarised before it goes on, and
  ///     earlier if the model's window asks for it
  public AgentLoop(
      Model model,
      TaskStore tasks,
      Journal journal,
      Steering steering,
      ToolRunner runner,
      LiveFeed live,
      long contextTokens) {
    this.model = model;
    this.tasks = tasks;
    this.journal = journal;
    this.steering = steering;
    this.runner = runner;
    this.live = live;
    this.compactor = new Compactor(model, contextTokens);
  }

  /// Works on the part; returns when its submission was accepted and its change stored.
  ///
  /// @throws PartFailedException when limits, the model, or the model's conduct end it before
  /// @throws InterruptedException when the worker is asked to stop; everything that counts is
  ///     stored
  public void run(Part part) throws InterruptedException {
    var conversation = Conversation.load(journal, part.claim(), part.conversation());
    if (!conversation.has(part.name())) {
      closeOpenReply(part, conversation);
      var notice = part.notice().map(Notice::text).map(text -> "\n\n" + text).orElse("");
      conversation.say(part.name(), Messages.user(part.opening() + notice));
      part.notice().ifPresent(told -> told.told().run());
    } else if (conversation.openReply().map(Messages::toolCalls).orElse(List.of()).isEmpty()) {
      tell(part, conversation);
    }
    try {
      new Work(part, conversation).finish();
    } catch (ModelException.Interrupted e) {
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    } catch (ModelException e) {
      throw new PartFailedException(ModelFailures.of(e));
    }
  }

  private static void tell(Part part, Conversation conversation) {
    part.notice()
        .ifPresent(
            notice -> {
              conversation.say(part.name(), Messages.user(notice.text()));
              notice.told().run();
            });
  }

  /// A part that was given up can leave calls behind that nobody answered.
  private static void closeOpenReply(Part part, Conversation conversation) {
    var calls = conversation.openReply().map(Messages::toolCalls).orElse(List.of());
    if (!calls.isEmpty()) {
      conversation.say(
          part.name(), answerAll(calls, "Not run: the service went on to the next part."));
    }
  }

  private static Message answerAll(List<ToolCall> calls, String text) {
    return Messages.toolResults(
        calls.stream().map(call -> new ToolResultBlock(call.id(), text, true)).toList(),
        Optional.empty());
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("The worker was asked to stop");
    }
  }

  /// One run of one part. Used by one thread.
  private final class Work {

    private final Part part;
    private final Conversation conversation;
    private final Repetition repetition = new Repetition();
    private final Nudges nudges = new Nudges();
    private final Stopwatch clock;
    private boolean full;
    private boolean compacting = true;

    Work(Part part, Conversation conversation) {
      this.part = part;
      this.conversation = conversation;
      this.clock = part.company().clock();
    }

    void finish() throws InterruptedException {
      // A reply that is found in the journal was not finished by the worker before this one.
      var calls = conversation.openReply().map(Messages::toolCalls);
      boolean resumed = calls.isPresent();
      while (true) {
        if (calls.isEmpty()) {
          calls = turn();
        } else if (answer(calls.get(), resumed)) {
          return;
        } else {
          resumed = false;
          calls = Optional.empty();
        }
      }
    }

    /// Takes one turn.
    ///
    /// @return the calls of the reply that are to be answered; empty if the model is to be asked
    ///     again
    private Optional<List<ToolCall>> turn() throws InterruptedException {
      stopIfInterrupted();
      steer();
      var task = conversation.task().orElseGet(this::stored);
      var left = Limits.check(task, clock.elapsed());
      if (conversation.turns(part.name()) >= part.maxTurns()) {
        throw PartFailures.tooManyTurns(part);
      }
      var deadline = left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
      if (full || (compacting && compactor.due(part, conversation))) {
        compact(task, deadline);
        return Optional.empty();
      }
      try {
        return ask(deadline);
      } catch (ModelException.Unreachable e) {
        throw e.late() && left.compareTo(LONGEST_CALL) < 0 ? Limits.timedOutWaiting(left, e) : e;
      }
    }

    private Task stored() {
      return tasks.find(part.claim().task()).orElseThrow();
    }

    private Optional<List<ToolCall>> ask(Duration deadline) {
      var listener = listener(live);
      try {
        var reply = model.reply(request(deadline), listener);
        listener.answered();
        return take(reply);
      } catch (ModelException.ContextFull e) {
        if (!conversation.canBeCompacted()) {
          throw e;
        }
        listener.answered();
        full = true;
        return Optional.empty();
      }
    }

    private Request request(Duration deadline) {
      return new Request(
          part.model(),
          part.effort(),
          part.system(),
          part.offered(),
          conversation.sendable(),
          deadline);
    }

    private LiveReply listener(LiveFeed feed) {
      return new LiveReply(part, tasks, feed);
    }

    /// Stores a reply and sees what is to be done about it.
    private Optional<List<ToolCall>> take(Reply reply) {
      if (reply.thinkingDropped()) {
        conversation.dropThinking();
      }
      full = reply.stopReason() instanceof StopReason.ContextFull && conversation.canBeCompacted();
      var cost = Costs.of(model.profile(part.model()), reply.usage());
      var record = Turns.record(reply, cost.orElse(null), clock.lap());
      if (reply.stopReason() instanceof StopReason.Refused(String category, String explanation)) {
        // It is paid for; nothing of it may go back into the conversation.
        journal.count(part.claim(), record, Turns.turn(part.name(), reply));
        throw PartFailures.refused(category, explanation);
      }
      if (reply.text().isBlank() && reply.toolCalls().isEmpty()) {
        // An empty reply cannot be sent back; it is paid for all the same.
        journal.count(part.claim(), record, Turns.turn(part.name(), reply));
        conversation.say(part.name(), nudges.silent());
        return Optional.empty();
      }
      boolean cut = wasCut(reply);
      conversation.reply(
          part.name(),
          reply.message(),
          record,
          Turns.reply(part, reply, record, !cut, compactor.limit(part)));
      if (!cut && !paused(reply)) {
        return Optional.of(reply.toolCalls());
      }
      conversation.say(part.name(), cut ? cutOff(reply.toolCalls()) : nudges.silent());
      return Optional.empty();
    }

    /// What was cut off differs a little each time, so it counts as the same call again.
    private Message cutOff(List<ToolCall> calls) {
      if (calls.isEmpty()) {
        return nudges.cut();
      }
      repetition.note(calls.getLast().name(), "", CUT, true);
      return answerAll(calls, CUT);
    }

    /// Answers a reply.
    ///
    /// @return true if one of its calls handed in what the part is for, and it was accepted
    private boolean answer(List<ToolCall> calls, boolean resumed) throws InterruptedException {
      if (calls.isEmpty()) {
        conversation.say(part.name(), nudges.talked(part));
        return false;
      }
      var answers = runner.run(part, calls, resumed, repetition);
      stopIfInterrupted();
      // Calls that were found in the journal come before what has to be told.
      var notice = resumed ? part.notice() : Optional.<Notice>empty();
      var message = Messages.toolResults(answers.results(), notice.map(Notice::text));
      if (answers.accepted().isEmpty()) {
        conversation.say(part.name(), message, answers.events());
      } else {
        // The answer and what it changes are one transaction: a restart finds both or neither.
        conversation.say(part.name(), message, answers.change(), answers.events());
      }
      notice.ifPresent(told -> told.told().run());
      return answers.accepted().isPresent();
    }

    private void compact(Task task, Duration deadline) {
      var listener = listener(LiveFeed.SILENT);
      var outcome = compactor.summarise(part, conversation, deadline, listener);
      listener.answered();
      switch (outcome) {
        case Compactor.Outcome.Summarised made -> {
          var cost = Costs.of(model.profile(part.model()), made.reply().usage());
          var record = Turns.record(made.reply(), cost.orElse(null), clock.lap());
          Compactor.store(part, conversation, task, made, record);
          full = false;
        }
        case Compactor.Outcome.NotPossible(String reason, _) -> {
          if (full) {
            throw PartFailures.full(reason);
          }
          compacting = false;
        }
      }
    }

    private void steer() {
      boolean spokenTo =
          conversation.mayBeSpokenTo() && steering.waits(part.claim().task(), part.conversation());
      if (!spokenTo) {
        return;
      }
      tasks.guard(
          part.claim(),
          task -> {
            var texts = steering.take(task.id(), part.conversation());
            if (!texts.isEmpty()) {
              conversation.say(part.name(), Messages.user(Spoken.of(texts)));
            }
            return texts;
          });
    }
  }

  /// The provider wants to be asked again.
  private static boolean paused(Reply reply) {
    return reply.stopReason() instanceof StopReason.Paused && reply.toolCalls().isEmpty();
  }

  private static boolean wasCut(Reply reply) {
    return reply.stopReason() instanceof StopReason.MaxTokens
        || reply.stopReason() instanceof StopReason.ContextFull;
  }
}
