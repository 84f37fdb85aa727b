package dev.journeyman.pipeline;

import dev.journeyman.database.Database;
import dev.journeyman.telemetry.Carried;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Works on several things at once, each on a thread of its own. All have left before the call
/// returns: when one fails, or the caller is interrupted, the others are interrupted.
final class AtOnce {

  /// One of them.
  interface Piece {
    void work() throws InterruptedException;
  }

  private final Database database;
  private final List<Thread> threads = new ArrayList<>();
  private final BlockingQueue<Optional<Throwable>> ended = new LinkedBlockingQueue<>();

  private AtOnce(Database database) {
    this.database = database;
  }

  /// @throws InterruptedException if the caller was interrupted
  /// @throws RuntimeException what the first of them threw
  static void run(Database database, List<Piece> pieces) throws InterruptedException {
    var all = new AtOnce(database);
    try {
      pieces.forEach(all::start);
      all.await();
    } finally {
      all.leave();
    }
  }

  private void start(Piece piece) {
    threads.add(Thread.ofVirtual().start(Carried.over(() -> end(piece))));
  }

  private void end(Piece piece) {
    ended.add(outcome(piece));
  }

  private static Optional<Throwable> outcome(Piece piece) {
    try {
      piece.work();
      return Optional.empty();
    } catch (InterruptedException | RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  private void await() throws InterruptedException {
    for (int i = 0; i < threads.size(); i++) {
      var failure = ended.take();
      if (failure.isPresent()) {
        throw thrown(failure.get());
      }
    }
  }

  private static RuntimeException thrown(Throwable failure) throws InterruptedException {
    return switch (failure) {
      case InterruptedException e -> throw e;
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(failure);
    };
  }

  /// Not before they are gone: they share the task with whatever comes next. One interrupt may be
  /// taken for something smaller than the end, so they are told again.
  private void leave() {
    threads.forEach(database::interrupt);
    boolean interrupted = false;
    for (var thread : threads) {
      interrupted |= Leaving.await(thread, () -> database.interrupt(thread));
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
