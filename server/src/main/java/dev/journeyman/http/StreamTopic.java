package dev.journeyman.http;

import dev.journeyman.task.Task;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStore;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The readers of one task's stream. A change wakes the pump, which reads the task once, makes one
/// frame of it, and hands that to everyone; changes that come meanwhile are told as one.
final class StreamTopic {

  /// So many events make one frame when a log is replayed.
  private static final int REPLAY = 100;

  /// What a reader wants.
  ///
  /// @param after the number of the event that it saw last; negative if none
  /// @param trimmed the number up to which events may be gone
  record Wish(boolean detailed, long after, long trimmed) {

    boolean misses() {
      return detailed && trimmed > 0 && after < trimmed;
    }
  }

  private record Snapshot(long sequence, ByteBuffer frame, String line, boolean terminal) {}

  private final TaskId id;
  private final TaskStore tasks;
  private final TaskJson json;
  private final Answers answers;
  private final Executor threads;
  private final Set<SseReader> plain = ConcurrentHashMap.newKeySet();
  private final Set<SseReader> detailed = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean dirty = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Snapshot current;

  StreamTopic(TaskId id, TaskStore tasks, TaskJson json, Answers answers, Executor threads) {
    this.id = id;
    this.tasks = tasks;
    this.json = json;
    this.answers = answers;
    this.threads = threads;
  }

  /// Says that the task has changed. Never waits; any thread.
  void changed() {
    if (dirty.compareAndSet(false, true)) {
      threads.execute(this::pump);
    }
  }

  /// Tells what is live only, to those who want to see everything and keep up.
  void passing(String name, String line) {
    var frame = SseFrame.passing(name, line);
    detailed.forEach(reader -> reader.offerIfQuick(frame));
  }

  /// Brings a reader up to date and keeps it so. Waits while the reader takes in an old log.
  void join(SseReader reader, Wish wish) throws InterruptedException {
    if (wish.misses()) {
      reader.offer(SseFrame.passing("trimmed", "{\"until\":%d}".formatted(wish.trimmed())));
    }
    long seen = wish.detailed() ? replayLong(reader, wish.after()) : wish.after();
    lock.lock();
    try {
      var snapshot = newest();
      if (wish.detailed() && seen < snapshot.sequence()) {
        replay(List.of(reader), seen, snapshot.sequence());
      }
      if (!snapshot.terminal()) {
        (wish.detailed() ? detailed : plain).add(reader);
      }
      if (wish.after() != snapshot.sequence()) {
        reader.offer(snapshot.frame());
      }
      if (snapshot.terminal()) {
        end(reader, snapshot);
      }
    } finally {
      lock.unlock();
    }
  }

  void leave(SseReader reader) {
    plain.remove(reader);
    detailed.remove(reader);
  }

  private void pump() {
    lock.lock();
    try {
      advance();
    } finally {
      lock.unlock();
    }
  }

  /// Reads the task and tells everyone what is new.
  private Snapshot advance() {
    dirty.set(false);
    var before = current;
    var snapshot = load();
    if (before == null || before.sequence() != snapshot.sequence()) {
      if (before != null && !detailed.isEmpty()) {
        replay(detailed, before.sequence(), snapshot.sequence());
      }
      current = snapshot;
      tell(plain, snapshot);
      tell(detailed, snapshot);
    }
    return snapshot;
  }

  /// While there are readers the pump keeps the snapshot, so most who join read nothing.
  private Snapshot newest() {
    var known = current;
    boolean kept = !dirty.get() && !(plain.isEmpty() && detailed.isEmpty());
    return known != null && kept ? known : advance();
  }

  private static void tell(Set<SseReader> readers, Snapshot snapshot) {
    readers.forEach(reader -> reader.offer(snapshot.frame()));
    if (snapshot.terminal()) {
      readers.forEach(reader -> end(reader, snapshot));
      readers.clear();
    }
  }

  private static void end(SseReader reader, Snapshot snapshot) {
    reader.offer(SseFrame.event(snapshot.sequence(), "end", snapshot.line()));
    reader.finish();
  }

  private Snapshot load() {
    Task task = tasks.find(id).orElseThrow();
    var line = answers.line(json.of(task));
    return new Snapshot(
        task.sequence(), SseFrame.event(task.sequence(), line), line, task.status().terminal());
  }

  /// Replays page by page, outside the lock, until what is left is short.
  ///
  /// @return the number of the last event that was sent
  private long replayLong(SseReader reader, long after) throws InterruptedException {
    long seen = Math.max(after, 0);
    while (true) {
      var events = tasks.events(id, seen, REPLAY);
      if (events.size() < REPLAY || reader.done().isDone()) {
        return seen;
      }
      var frame = frame(events);
      if (frame.hasRemaining()) {
        reader.send(frame);
      }
      seen = events.getLast().sequence();
    }
  }

  private void replay(Iterable<SseReader> readers, long after, long until) {
    long seen = after;
    while (seen < until) {
      var events =
          tasks.events(id, seen, REPLAY).stream().filter(e -> e.sequence() <= until).toList();
      if (events.isEmpty()) {
        return;
      }
      var frame = frame(events);
      if (frame.hasRemaining()) {
        readers.forEach(reader -> reader.offer(frame));
      }
      seen = events.getLast().sequence();
    }
  }

  /// Changes of status are told by snapshots already.
  private ByteBuffer frame(List<TaskEvent> events) {
    var frames =
        events.stream()
            .filter(event -> event.type() != TaskEvent.Type.STATUS)
            .map(
                event ->
                    SseFrame.event(
                        event.sequence(), event.type().wire(), answers.line(TaskJson.of(event))))
            .toList();
    var all = ByteBuffer.allocate(frames.stream().mapToInt(ByteBuffer::remaining).sum());
    frames.forEach(all::put);
    return all.flip().asReadOnlyBuffer();
  }
}
