package dev.journeyman.agent;

import dev.journeyman.agent.Submission.Judgement;
import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.model.Model;
import dev.journeyman.model.ModelException;
import dev.journeyman.model.Reply;
import dev.journeyman.model.Request;
import dev.journeyman.model.StopReason;
import dev.journeyman.model.ToolCall;
import dev.journeyman.model.ToolResultBlock;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;
import dev.journeyman.task.Journal;
import dev.journeyman.task.Steering;
import dev.journeyman.task.StoredMessage;
import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskStore;
import dev.journeyman.task.TurnRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets the model work on one part of a job until its submission is accepted.
///
/// The journal decides what comes next, so that a part goes on after a restart where it stood: a
/// reply without an answer has its calls run, anything else is sent to the model.
///
/// ```
/// opening ─► reply ─► calls run ─► results ─► reply ─► … ─► submission accepted └─ no calls:
/// reminded, a bounded number of times
/// ```
public final class AgentLoop {

  private static final int MAX_REMINDERS = 3;
  private static final Duration LONGEST_CALL = Duration.ofHours(1);

  private final Model model;
  private final TaskStore tasks;
  private final Journal journal;
  private final Steering steering;
  private final ToolRunner runner;
  private final LiveFeed live;

  public AgentLoop(
      Model model,
      TaskStore tasks,
      Journal journal,
      Steering steering,
      ToolRunner runner,
      LiveFeed live) {
    this.model = model;
    this.tasks = tasks;
    this.journal = journal;
    this.steering = steering;
    this.runner = runner;
    this.live = live;
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
      conversation.say(part.name(), Messages.user(part.opening()));
    }
    var repetition = new Repetition();
    var clock = new Stopwatch();
    // A reply that is found in the journal was not finished by the worker before this one.
    var calls = conversation.openReply().map(Messages::toolCalls);
    boolean resumed = calls.isPresent();
    int reminders = 0;
    while (true) {
      if (calls.isPresent()) {
        if (calls.get().isEmpty()) {
          remind(part, conversation, ++reminders);
        } else if (answer(part, conversation, calls.get(), resumed, repetition)) {
          return;
        }
        resumed = false;
        calls = Optional.empty();
      } else {
        calls = turn(part, conversation, clock);
      }
    }
  }

  /// A part that was given up can leave calls behind that nobody answered.
  private static void closeOpenReply(Part part, Conversation conversation) {
    var calls = conversation.openReply().map(Messages::toolCalls).orElse(List.of());
    if (!calls.isEmpty()) {
      conversation.say(
          part.name(), answerAll(calls, "Not run: the service went on to the next part."));
    }
  }

  /// Takes one turn.
  ///
  /// @return the calls of the reply that are to be answered; empty if the model is to be asked
  ///     again
  private Optional<List<ToolCall>> turn(Part part, Conversation conversation, Stopwatch clock)
      throws InterruptedException {
    stopIfInterrupted();
    steer(part, conversation);
    var task = tasks.find(part.claim().task()).orElseThrow();
    var left = Limits.check(task, clock.elapsed());
    if (conversation.turns(part.name()) >= part.maxTurns()) {
      throw tooManyTurns(part);
    }
    var reply = ask(part, conversation, task, left);
    if (reply.stopReason() instanceof StopReason.Refused(String category, String explanation)) {
      throw refused(category, explanation);
    }
    if (reply.thinkingDropped()) {
      conversation.dropThinking();
    }
    var cost = Costs.of(model.profile(part.model()), reply.usage());
    var record = record(reply, cost.orElse(null), clock.lap());
    if (isEmpty(reply)) {
      // An empty reply cannot be sent back; it is paid for all the same.
      journal.count(part.claim(), record, Turns.turn(part.name(), reply));
      conversation.say(part.name(), Messages.user("Please continue."));
      return Optional.empty();
    }
    conversation.reply(
        part.name(),
        reply.message(),
        record,
        Turns.turn(part.name(), reply),
        Turns.usage(reply, cost.map(Object::toString).orElse("unknown")));
    if (wasCut(reply) && !reply.toolCalls().isEmpty()) {
      conversation.say(part.name(), cutOff(reply.toolCalls()));
      return Optional.empty();
    }
    return Optional.of(reply.toolCalls());
  }

  private Reply ask(Part part, Conversation conversation, Task task, Duration left)
      throws InterruptedException {
    var request =
        new Request(
            part.model(),
            part.effort(),
            part.system(),
            part.offered(),
            conversation.sendable(),
            left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL);
    try {
      return model.reply(request, new LiveReply(task.id(), part.claim(), tasks, live));
    } catch (ModelException.Interrupted e) {
      throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    } catch (ModelException e) {
      throw new PartFailedException(ModelFailures.of(e));
    }
  }

  /// Runs the calls of a reply and answers them.
  ///
  /// @return true if one of them handed in what the part is for, and it was accepted
  private boolean answer(
      Part part,
      Conversation conversation,
      List<ToolCall> calls,
      boolean resumed,
      Repetition repetition)
      throws InterruptedException {
    var answers = runner.run(part, calls, resumed, repetition);
    stopIfInterrupted();
    var message = Messages.toolResults(answers.results(), Optional.empty());
    if (answers.accepted().isEmpty()) {
      conversation.say(part.name(), message);
      return false;
    }
    store(part, conversation, message, answers.accepted().get());
    return true;
  }

  /// The answer and what it changes are one transaction, so that a restart finds both or neither.
  private void store(
      Part part, Conversation conversation, Message message, Judgement.Accepted accepted) {
    var stored = conversation.next(part.name(), StoredMessage.Role.USER, message);
    journal.append(
        part.claim(),
        part.conversation(),
        stored,
        accepted.change(),
        accepted.events().toArray(TaskEvent.Draft[]::new));
    conversation.stored(stored);
  }

  private void steer(Part part, Conversation conversation) {
    tasks.guard(
        part.claim(),
        task -> {
          var texts = steering.take(task.id());
          if (!texts.isEmpty()) {
            conversation.say(
                part.name(),
                Messages.user(
                    texts.stream()
                        .map(text -> "A message from the person you work for:\n\n" + text)
                        .collect(Collectors.joining("\n\n"))));
          }
          return texts;
        });
  }

  private static void remind(Part part, Conversation conversation, int reminders) {
    if (reminders > MAX_REMINDERS) {
      throw new PartFailedException(
          new Failure(
              "The model stopped %d times without handing in its work".formatted(reminders),
              Category.MODEL,
              "Retry the task; if it happens again, say more plainly what is to be done",
              true));
    }
    conversation.say(
        part.name(),
        Messages.user(
            "Nobody is here to answer questions. Go on with what is left, deciding open points"
                + " yourself and noting what you assumed; when this part is done, call "
                + part.submission().definition().name()
                + "."));
  }

  private static Message cutOff(List<ToolCall> calls) {
    return answerAll(
        calls,
        "Your reply was cut off at its limit, so this call was not run. Make it again in smaller"
            + " pieces.");
  }

  private static Message answerAll(List<ToolCall> calls, String text) {
    return Messages.toolResults(
        calls.stream().map(call -> new ToolResultBlock(call.id(), text, true)).toList(),
        Optional.empty());
  }

  private static boolean wasCut(Reply reply) {
    return reply.stopReason() instanceof StopReason.MaxTokens
        || reply.stopReason() instanceof StopReason.ContextFull;
  }

  private static boolean isEmpty(Reply reply) {
    return reply.text().isBlank() && reply.toolCalls().isEmpty();
  }

  private static TurnRecord record(Reply reply, @Nullable BigDecimal cost, Duration active) {
    var usage = reply.usage();
    return new TurnRecord(
        reply.model(),
        reply.requestId(),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWriteTokens(),
        cost,
        active);
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("The worker was asked to stop");
    }
  }

  private static PartFailedException tooManyTurns(Part part) {
    return new PartFailedException(
        new Failure(
            "%d turns were not enough for %s".formatted(part.maxTurns(), part.name()),
            Category.BUDGET,
            "Split the task into smaller ones, or say more plainly what is to be done",
            true));
  }

  private static PartFailedException refused(String category, String explanation) {
    return new PartFailedException(
        new Failure(
            "The model refused the task (%s): %s".formatted(category, explanation),
            Category.MODEL,
            "Word the task differently, or choose another model",
            false));
  }
}
