package dev.journeyman.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.http.TokenMint;
import dev.journeyman.sandbox.Ownership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Has a service of its own work on instances, over the API as any client would, and judges what
/// comes of each. Instances that have a result are left out, so that it can be begun again.
final class Evaluation implements AutoCloseable {

  private static final Set<String> RESTS =
      Set.of(
          "pending_approval",
          "completed",
          "failed",
          "cancelled",
          "rolled_back",
          "deployment_failed",
          "rollback_failed");
  private static final int LONGEST_TASK = 20_000;

  private final EvalSettings settings;
  private final DemoPlace place;
  private final Service service;
  private final DemoClient client;
  private final EvalCheck check;
  private final EvalFiles files;
  private final String model;

  private Evaluation(
      EvalSettings settings, DemoPlace place, Configuration configuration, Service service)
      throws IOException {
    this.settings = settings;
    this.place = place;
    this.service = service;
    this.model = configuration.model().model();
    this.files = EvalFiles.in(settings.out());
    this.check =
        new EvalCheck(
            service.rooms().sandbox(), new Ownership(Sandboxes.user(configuration)), settings);
    var token =
        new TokenMint(configuration.authentication().jwt(), Clock.systemUTC())
            .admin("eval", "default", Duration.ofDays(30));
    this.client = new DemoClient(service.port(), token);
  }

  /// Starts the service that is evaluated.
  ///
  /// @param variables those of the process: model, limits and so on; home, ports and database are
  ///     the evaluation's own
  static Evaluation start(Map<String, String> variables, EvalSettings settings) throws IOException {
    var place = DemoPlace.create();
    try {
      var own = new HashMap<>(variables);
      own.put("JOURNEYMAN_HOME", place.directory().resolve("home").toString());
      own.put("PORT", "0");
      own.put("MANAGEMENT_PORT", "0");
      own.put("MAX_CONCURRENT_TASKS", Integer.toString(settings.parallel()));
      own.remove("DATABASE_URL");
      var configuration = Configuration.load(new Environment(own));
      return new Evaluation(settings, place, configuration, Service.start(configuration));
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /// Works on all instances that have no result yet.
  ///
  /// @return the report over all of them
  Map<String, Object> run(List<EvalInstance> instances) throws IOException, InterruptedException {
    var done = files.results().stream().map(EvalResult::instanceId).collect(Collectors.toSet());
    try (var executor = Executors.newFixedThreadPool(settings.parallel())) {
      var futures =
          instances.stream()
              .filter(instance -> !done.contains(instance.id()))
              .<Future<?>>map(instance -> executor.submit(() -> one(instance)))
              .toList();
      for (var future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("The evaluation broke; begin it again to go on", e.getCause());
    }
    return files.report(instances.size());
  }

  private Boolean one(EvalInstance instance) throws IOException, InterruptedException {
    long started = System.nanoTime();
    var patch = "";
    EvalResult result;
    try {
      var source = source(instance);
      var task = work(instance, source);
      patch = client.text("/tasks/" + task.path("id").textValue() + "/diff");
      patch = patch.startsWith("diff ") ? patch : "";
      var tree = place.directory().resolve("check-" + instance.id());
      var verdict = check.judge(instance, source, patch, tree);
      result = result(instance, task, verdict, seconds(started));
    } catch (IOException e) {
      result = broken(instance, seconds(started), String.valueOf(e.getMessage()));
    }
    files.add("journeyman-" + model, patch, result);
    System.out.printf(
        "%-40s %-18s %s%n",
        instance.id(), result.status(), result.resolved() ? "resolved" : "not resolved");
    return result.resolved();
  }

  private JsonNode work(EvalInstance instance, Path source)
      throws IOException, InterruptedException {
    var repository = place.directory().resolve("repository-" + instance.id());
    EvalCheckout.create(repository, source, instance.baseCommit());
    client.post(
        "/repositories",
        Map.of(
            "name", instance.id(),
            "location", repository.toString(),
            "setup", settings.setup(),
            "verify", settings.verify()));
    var text = instance.problem();
    var id =
        client
            .post(
                "/execute",
                Map.of(
                    "task", text.substring(0, Math.min(text.length(), LONGEST_TASK)),
                    "repository", instance.id()))
            .path("taskId")
            .textValue();
    client.follow(id, task -> RESTS.contains(task.path("status").asText()));
    return client.get("/tasks/" + id);
  }

  private Path source(EvalInstance instance) throws IOException {
    var name = instance.repository();
    return Stream.of(
            settings.repositories().resolve(name),
            settings.repositories().resolve(name.replace("/", "__")),
            settings.repositories().resolve(name.substring(name.lastIndexOf('/') + 1)))
        .filter(Files::isDirectory)
        .findFirst()
        .map(Path::toAbsolutePath)
        .orElseThrow(
            () ->
                new IOException(
                    "There is no clone of %s in %s: make one with git clone"
                        .formatted(name, settings.repositories())));
  }

  private static double seconds(long started) {
    return Math.round((System.nanoTime() - started) / 1e8) / 10.0;
  }

  private static EvalResult result(
      EvalInstance instance, JsonNode task, EvalCheck.Verdict verdict, double seconds) {
    var usage = task.path("usage");
    long read = usage.path("cacheReadTokens").asLong();
    return new EvalResult(
        instance.id(),
        task.path("status").asText(),
        verdict.failToPass() && verdict.passToPass(),
        verdict.failToPass(),
        verdict.passToPass(),
        task.path("costUsd").isNumber() ? task.path("costUsd").doubleValue() : null,
        usage.path("turns").asInt(),
        seconds,
        usage.path("inputTokens").asLong() + usage.path("cacheWriteTokens").asLong() + read,
        read,
        usage.path("outputTokens").asLong(),
        verdict.explanation().isEmpty() ? task.path("error").asText("") : verdict.explanation());
  }

  private static EvalResult broken(EvalInstance instance, double seconds, String explanation) {
    return new EvalResult(
        instance.id(), "error", false, false, false, null, 0, seconds, 0, 0, 0, explanation);
  }

  @Override
  public void close() {
    client.close();
    service.close();
    try {
      place.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + place.directory(), e);
    }
  }
}
