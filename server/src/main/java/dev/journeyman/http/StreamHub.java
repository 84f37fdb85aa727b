package dev.journeyman.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.http.StreamTopic.Wish;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStore;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All open streams of this instance.
///
/// ```
/// a change ──► topic of the task ──► pump: one read, one frame ──► every reader's short queue
///         └──► feed of its tenant ─────────────────────────────┘      └─ one write in flight
/// ```
///
/// Whoever tells of a change never waits for a reader, and no reader for another.
public final class StreamHub implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);

  private static final int HEARTBEAT_SECONDS = 10;

  private record Topic(StreamTopic stream, int interest) {}

  private final TaskStore tasks;
  private final TaskJson json;
  private final Answers answers;
  private final Clock clock;
  private final StreamPlaces places;
  private final Map<TaskId, Topic> topics = new ConcurrentHashMap<>();
  private final Set<SseReader> readers = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("stream-ticker").daemon().factory());
  private final TenantFeed feed;
  private long ticks;

  StreamHub(TaskStore tasks, TaskJson json, Answers answers, Clock clock, RateLimits limits) {
    this.tasks = tasks;
    this.json = json;
    this.answers = answers;
    this.clock = clock;
    this.places = new StreamPlaces(limits.streams(), limits.personStreams());
    this.feed = new TenantFeed(tasks, json, answers, threads);
    var _ = ticker.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /// Tells that a task has changed, after the commit of its change; here or on another instance.
  /// Never waits.
  public void changed(TaskId id) {
    var topic = topics.get(id);
    if (topic != null) {
      topic.stream().changed();
    }
    feed.changed(id);
  }

  /// Tells that changes may have gone untold, as when the connection that tells of them broke. The
  /// streams of single tasks look for themselves.
  public void missed() {
    feed.missed();
  }

  /// Tells what is not stored, such as streamed text, to those who read this task in full detail.
  /// A reader that is behind goes without. Never waits.
  ///
  /// @param name `text`, `thinking` or `tool_output`
  public void passing(TaskId id, String name, JsonNode data) {
    var topic = topics.get(id);
    if (topic != null) {
      topic.stream().passing(name, answers.line(data));
    }
  }

  public int readers() {
    return readers.size();
  }

  /// Answers a request with the stream of a task.
  void open(Context context, Principal principal, TaskId id, Wish wish) {
    var reader = reader(context, principal);
    var topic =
        topics.compute(id, (_, known) -> raised(known == null ? new Topic(topic(id), 0) : known));
    over(
        context,
        reader,
        () -> {
          topic.stream().leave(reader);
          topics.computeIfPresent(id, (_, known) -> lowered(known));
        });
    start(reader, () -> topic.stream().join(reader, wish));
  }

  /// Answers a request with the stream of a tenant.
  void openFeed(Context context, Principal principal) {
    var reader = reader(context, principal);
    over(context, reader, () -> feed.leave(reader));
    start(reader, () -> feed.join(reader, principal.tenant()));
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    readers.forEach(SseReader::finish);
    threads.shutdown();
  }

  private interface Join {
    void run() throws InterruptedException;
  }

  private SseReader reader(Context context, Principal principal) {
    takePlace(context, principal);
    context
        .status(200)
        .header("Content-Type", "text/event-stream")
        .header("Cache-Control", "no-cache")
        .header("X-Accel-Buffering", "no");
    context.res().setCharacterEncoding(null);
    var reader =
        new SseReader(
            ServletContextRequest.getServletContextRequest(context.req()), principal.expiresAt());
    readers.add(reader);
    var _ =
        reader
            .done()
            .thenRun(
                () -> {
                  places.free(principal);
                  readers.remove(reader);
                });
    return reader;
  }

  /// Readers who have left are noticed at a heartbeat, and make room then.
  private void takePlace(Context context, Principal principal) {
    var refusal = places.take(principal);
    if (refusal.isPresent()) {
      throw RateLimiter.refused(context, refusal.get(), HEARTBEAT_SECONDS);
    }
  }

  private static void over(Context context, SseReader reader, Runnable leave) {
    context.future(() -> reader.done().thenRun(leave));
  }

  private void start(SseReader reader, Join join) {
    threads.execute(
        () -> {
          try {
            reader.offer(SseFrame.RETRY);
            join.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            reader.finish();
          } catch (RuntimeException e) {
            LOG.warn("A stream could not be brought up to date; its reader will come again", e);
            reader.finish();
          }
        });
  }

  private StreamTopic topic(TaskId id) {
    return new StreamTopic(id, tasks, json, answers, threads);
  }

  private static Topic raised(Topic topic) {
    return new Topic(topic.stream(), topic.interest() + 1);
  }

  private static @org.jspecify.annotations.Nullable Topic lowered(Topic topic) {
    return topic.interest() == 1 ? null : new Topic(topic.stream(), topic.interest() - 1);
  }

  /// Also looks whether a change was missed, as when the connection that tells of them broke.
  private void tick() {
    try {
      boolean heartbeat = ticks++ % HEARTBEAT_SECONDS == 0;
      var now = clock.instant();
      readers.forEach(reader -> reader.tick(now, heartbeat));
      if (heartbeat) {
        topics.values().forEach(topic -> topic.stream().changed());
      }
    } catch (RuntimeException e) {
      LOG.warn("Streams missed a heartbeat; the next comes in a second", e);
    }
  }
}
