package dev.journeyman.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// Keeps a sandbox of one task standing in which the next command can begin at once: while the
/// model thinks, namespaces and mounts are made for a command like the last one, and a shell waits
/// inside for one line. It serves one command only, has the same namespaces, filter and limits as
/// one made for that command, and nothing of the task can reach it: its processes are in a
/// namespace of their own, and it reads from the service alone.
///
/// ```
/// command ends ─► prepared ─► taken by the next command of the same frame
///                    └─► ended: after a while, when another frame is asked for, with the task
/// ```
///
/// Safe for use by many threads.
final class Standby implements AutoCloseable {

  private record Standing(Bubble bubble, Frame frame, Future<?> expiry) {}

  private final Bubbles bubbles;
  private final StandbyRoom room;
  private Optional<Standing> standing = Optional.empty();
  private boolean closed;

  Standby(Bubbles bubbles, StandbyRoom room) {
    this.bubbles = bubbles;
    this.room = room;
  }

  /// Begins a program in what stands ready, or in a bubblewrap of its own if nothing does.
  Bubble begin(Frame frame, Limits limits, List<String> program) throws IOException {
    var ready = take(frame);
    if (ready.isPresent()) {
      try {
        Bubbles.become(ready.get(), program);
        return ready.get();
      } catch (IOException e) {
        ready.get().end();
      }
    }
    return bubbles.start(frame, limits, program);
  }

  /// Has one made for the next command, if there is room for it.
  void prepare(Frame frame, Limits limits) {
    room.later(() -> stand(frame, limits));
  }

  private synchronized Optional<Bubble> take(Frame frame) {
    var taken = standing;
    standing = Optional.empty();
    taken.ifPresent(
        known -> {
          known.expiry().cancel(false);
          room.leave();
        });
    var fitting = taken.filter(known -> known.frame().equals(frame)).map(Standing::bubble);
    if (fitting.isEmpty()) {
      taken.ifPresent(known -> room.later(known.bubble()::end));
    }
    return fitting;
  }

  private synchronized void stand(Frame frame, Limits limits) {
    if (closed || standing.isPresent() || !room.enter()) {
      return;
    }
    try {
      var bubble = bubbles.standing(frame, limits);
      standing = Optional.of(new Standing(bubble, frame, room.expire(() -> expire(bubble))));
    } catch (IOException | RejectedExecutionException e) {
      // The next command meets the same trouble and says so.
      room.leave();
    }
  }

  private synchronized void expire(Bubble bubble) {
    if (standing.filter(known -> known.bubble().equals(bubble)).isPresent()) {
      endStanding();
    }
  }

  private void endStanding() {
    standing.ifPresent(
        known -> {
          known.expiry().cancel(false);
          room.leave();
          known.bubble().end();
        });
    standing = Optional.empty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    endStanding();
  }
}
