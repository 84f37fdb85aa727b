package dev.journeyman.database;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Answers questions of many threads with few reads: while one read is under way, questions gather,
/// and the next read answers them all. No answer is older than its question.
///
/// @param <Q> equal questions are asked once
public final class SharedReads<Q, A> {

  private static final int MOST_AT_ONCE = 1000;

  private record Question<Q, A>(Q question, CompletableFuture<Optional<A>> answer) {}

  private final Function<Set<Q>, Map<Q, A>> read;
  private final Queue<Question<Q, A>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean reading = new AtomicBoolean();

  /// @param read answers all questions at once; runs on a virtual thread, one read after the other
  public SharedReads(Function<Set<Q>, Map<Q, A>> read) {
    this.read = read;
  }

  /// Waits for the answer; empty if the read has none.
  ///
  /// @throws java.util.concurrent.CompletionException with what the read threw
  public Optional<A> ask(Q question) {
    var asked = new Question<Q, A>(question, new CompletableFuture<>());
    waiting.add(asked);
    if (reading.compareAndSet(false, true)) {
      Thread.ofVirtual().name("shared-reads").start(this::work);
    }
    return asked.answer().join();
  }

  /// Whoever asks while the last round ends finds `reading` still set, so the queue is looked at
  /// once more after it is cleared.
  private void work() {
    do {
      try {
        for (var round = take(); !round.isEmpty(); round = take()) {
          answer(round);
        }
      } finally {
        reading.set(false);
      }
    } while (!waiting.isEmpty() && reading.compareAndSet(false, true));
  }

  private List<Question<Q, A>> take() {
    var round = new ArrayList<Question<Q, A>>();
    while (round.size() < MOST_AT_ONCE && waiting.peek() != null) {
      round.add(waiting.remove());
    }
    return round;
  }

  private void answer(List<Question<Q, A>> round) {
    try {
      var questions = new LinkedHashSet<Q>();
      round.forEach(asked -> questions.add(asked.question()));
      var found = read.apply(questions);
      round.forEach(
          asked -> asked.answer().complete(Optional.ofNullable(found.get(asked.question()))));
    } catch (RuntimeException | Error e) {
      round.forEach(asked -> asked.answer().completeExceptionally(e));
    }
  }
}
