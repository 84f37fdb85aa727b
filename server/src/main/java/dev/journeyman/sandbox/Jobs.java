package dev.journeyman.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The background jobs of one task, numbered as they came.
final class Jobs {

  private static final int DESCRIPTION_CHARACTERS = 200;

  private final int limit;
  private final List<BackgroundJob> jobs = new ArrayList<>();

  Jobs(int limit) {
    this.limit = limit;
  }

  synchronized List<BackgroundJob> all() {
    return List.copyOf(jobs);
  }

  synchronized Optional<BackgroundJob> find(String id) {
    return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
  }

  /// Starts a job, unless too many run already: then it has ended at once and says so. A job that
  /// takes longer than its command may is ended.
  synchronized BackgroundJob add(Command command, Supplier<Begun> begin) {
    long running = jobs.stream().filter(job -> job.outcome().isEmpty()).count();
    var begun = running < limit ? begin.get() : tooMany();
    if (begun instanceof Begun.Running(var execution)) {
      Thread.ofVirtual().name("sandbox-job-" + execution.processId()).start(execution::await);
    }
    var job = new StartedJob("job-" + (jobs.size() + 1), description(command), begun);
    jobs.add(job);
    return job;
  }

  /// Deletes what nobody has read of their outputs.
  synchronized void forget() {
    jobs.forEach(job -> job.output().full().ifPresent(LeftOvers::forget));
  }

  private Begun tooMany() {
    var reason = "%d background jobs run already; kill one of them first".formatted(limit);
    return new Begun.Refused(new Outcome.Unavailable(reason));
  }

  private static String description(Command command) {
    var arguments = command.arguments();
    boolean script = arguments.size() == 3 && arguments.get(1).equals("-c");
    var words = script ? arguments.get(2) : String.join(" ", arguments);
    var line = words.strip().replaceAll("\\s+", " ");
    return line.length() <= DESCRIPTION_CHARACTERS
        ? line
        : line.substring(0, DESCRIPTION_CHARACTERS) + "...";
  }

  private record StartedJob(String id, String description, Begun begun) implements BackgroundJob {

    @Override
    public Output output() {
      return switch (begun) {
        case Begun.Running(var execution) -> execution.output();
        case Begun.Refused(var outcome) -> outcome.written();
      };
    }

    @Override
    public Optional<Outcome> outcome() {
      return switch (begun) {
        case Begun.Running(var execution) -> execution.outcome();
        case Begun.Refused(var outcome) -> Optional.of(outcome);
      };
    }

    @Override
    public void kill() {
      if (begun instanceof Begun.Running(var execution)) {
        execution.stopAndWait(Ending.CANCEL);
      }
    }
  }
}
