package dev.journeyman.pipeline;

import dev.journeyman.sandbox.Network;
import dev.journeyman.sandbox.NetworkRequest;
import dev.journeyman.task.Claim;
import dev.journeyman.task.TaskEvent;
import dev.journeyman.task.TaskEvents;
import dev.journeyman.task.TaskStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes each request of a task's commands to the world outside an event of the task, before
/// anything is sent; what comes from a worker that no longer has the task is not let through. Safe
/// for use by many threads.
final class NetworkLog {

  /// More than any build needs; without a bound a loop inside would fill the database.
  private static final int MOST_EVENTS = 10_000;

  private final TaskStore tasks;
  private final Claim claim;
  private final AtomicInteger told = new AtomicInteger();

  NetworkLog(TaskStore tasks, Claim claim) {
    this.tasks = tasks;
    this.claim = claim;
  }

  /// The network of commands that may reach these hosts, and only these.
  Network network(List<String> hosts) {
    return hosts.isEmpty() ? new Network.None() : new Network.Allowed(hosts, this::tell);
  }

  private void tell(NetworkRequest request) {
    int number = told.incrementAndGet();
    if (number < MOST_EVENTS) {
      tell(event(request.target(), request.allowed(), request.refusal()));
    } else if (number == MOST_EVENTS) {
      tell(event("more hosts", true, "Further requests are not listed"));
    } else {
      tasks.guard(claim, task -> task);
    }
  }

  private void tell(TaskEvent.Draft event) {
    tasks.change(claim, task -> task, event);
  }

  private static TaskEvent.Draft event(String host, boolean allowed, String reason) {
    return TaskEvents.of(
        TaskEvent.Type.NETWORK,
        Map.of("host", host.replace("\0", "\uFFFD"), "allowed", allowed, "reason", reason));
  }
}
