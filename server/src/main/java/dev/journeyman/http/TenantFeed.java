package dev.journeyman.http;

import dev.journeyman.task.Task;
import dev.journeyman.task.TaskId;
import dev.journeyman.task.TaskStore;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The readers who follow all of a tenant's tasks. Changed tasks wait in one line, each once, and
/// one thread at a time reads and tells them, so that a task's changes never overtake each other.
final class TenantFeed {

  private static final Logger LOG = LoggerFactory.getLogger(TenantFeed.class);

  private final TaskStore tasks;
  private final TaskJson json;
  private final Answers answers;
  private final Executor threads;
  private final Map<SseReader, String> tenants = new ConcurrentHashMap<>();
  private final LinkedHashSet<TaskId> changed = new LinkedHashSet<>();
  private boolean telling;

  TenantFeed(TaskStore tasks, TaskJson json, Answers answers, Executor threads) {
    this.tasks = tasks;
    this.json = json;
    this.answers = answers;
    this.threads = threads;
  }

  void join(SseReader reader, String tenant) {
    tenants.put(reader, tenant);
  }

  void leave(SseReader reader) {
    tenants.remove(reader);
  }

  void changed(TaskId id) {
    if (tenants.isEmpty()) {
      return;
    }
    synchronized (changed) {
      changed.add(id);
      if (telling) {
        return;
      }
      telling = true;
    }
    threads.execute(this::tellAll);
  }

  private void tellAll() {
    for (var id = next(); id != null; id = next()) {
      try {
        tasks.find(id).ifPresent(this::tell);
      } catch (RuntimeException e) {
        LOG.info("Could not tell how task {} stands: {}", id, e.getMessage());
        missed();
      }
    }
  }

  private void tell(Task task) {
    var frame = SseFrame.unnumbered(answers.line(json.of(task)));
    tenants.forEach(
        (reader, tenant) -> {
          if (tenant.equals(task.tenant())) {
            reader.offer(frame);
          }
        });
  }

  /// Changes may have gone untold: the readers are sent away, and look how all stands when they
  /// come again.
  void missed() {
    tenants.keySet().forEach(SseReader::finish);
  }

  private @Nullable TaskId next() {
    synchronized (changed) {
      if (changed.isEmpty()) {
        telling = false;
        return null;
      }
      return changed.removeFirst();
    }
  }
}
