package dev.journeyman.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import dev.journeyman.http.TokenMint;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import dev.journeyman.task.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The whole service with a database of its own, the simulated model, and a client that calls it as
/// an administrator.
final class TestService implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Where a task stands still.
  private static final Set<TaskStatus> REST =
      Set.of(
          TaskStatus.PENDING_APPROVAL,
          TaskStatus.COMPLETED,
          TaskStatus.DEPLOYMENT_FAILED,
          TaskStatus.ROLLBACK_FAILED,
          TaskStatus.FAILED,
          TaskStatus.CANCELLED,
          TaskStatus.ROLLED_BACK);

  /// Where a landing comes to rest.
  private static final Set<TaskStatus> ENDS =
      Set.of(
          TaskStatus.COMPLETED,
          TaskStatus.DEPLOYMENT_FAILED,
          TaskStatus.ROLLED_BACK,
          TaskStatus.ROLLBACK_FAILED);

  /// An answer of the API.
  record Answer(int status, JsonNode body) {
    String text(String pointer) {
      return body.at(pointer).asText();
    }
  }

  private final DemoPlace place;
  private final Simulator simulator;
  private final Map<String, String> variables;
  private Configuration configuration;
  private Service service;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String token;
  private int repositories;

  /// How far the machine's clock is from the right time.
  private volatile Duration clockShift = Duration.ZERO;

  private TestService(DemoPlace place, Simulator simulator, Map<String, String> variables) {
    this.place = place;
    this.simulator = simulator;
    this.variables = variables;
    this.configuration = Configuration.load(new Environment(variables));
    this.service = opened();
    this.token = token("tester", "default");
  }

  static TestService start(Script script) throws IOException {
    return start(script, Map.of());
  }

  /// @param more environment variables of the service
  static TestService start(Script script, Map<String, String> more) throws IOException {
    var place = DemoPlace.create();
    var simulator = Simulator.start(0, script);
    try {
      var variables =
          new HashMap<>(
              Map.of(
                  "JOURNEYMAN_HOME", place.directory().resolve("home").toString(),
                  "PORT", "0",
                  "MANAGEMENT_PORT", "0",
                  "ANTHROPIC_BASE_URL", simulator.baseUrl().toString(),
                  "ANTHROPIC_API_KEY", "offline"));
      variables.putAll(more);
      return new TestService(place, simulator, variables);
    } catch (RuntimeException e) {
      simulator.close();
      place.close();
      throw e;
    }
  }

  private Service opened() {
    var clock = new SteadyClock(() -> Instant.now().plus(clockShift), System::nanoTime);
    return Service.start(configuration, clock);
  }

  /// Sets the clock of the service's machine right or wrong.
  void shiftClock(Duration shift) {
    clockShift = shift;
  }

  /// Stops the service as a signal would, and starts it again on the same home.
  void restart() {
    service.close();
    service = opened();
  }

  /// Backs up while it runs, stops, and goes on in another home with what the backup holds.
  void moveToBackup() {
    var file = place.directory().resolve("backup.tar.gz");
    new HomeBackup(configuration.home()).take(file);
    service.close();
    variables.put("JOURNEYMAN_HOME", place.directory().resolve("restored").toString());
    configuration = Configuration.load(new Environment(variables));
    new HomeBackup(configuration.home()).restore(file);
    configuration = Configuration.load(new Environment(variables));
    service = opened();
  }

  /// Restores over what there is.
  void restoreAgain() {
    new HomeBackup(configuration.home()).restore(place.directory().resolve("backup.tar.gz"));
  }

  /// Breaks every connection that the service has to its database.
  void cutDatabaseConnections() {
    try {
      rooms()
          .database()
          .withHandle(
              handle ->
                  handle
                      .createQuery(
                          """
                          select count(pg_terminate_backend(pid)) from pg_stat_activity
                          where usename = current_user and pid <> pg_backend_pid()
                          """)
                      .mapTo(Integer.class)
                      .one());
    } catch (RuntimeException _) {
      // Its own was cut, too.
      return;
    }
  }

  /// Where it serves now.
  String url() {
    return "http://127.0.0.1:" + service.port();
  }

  /// The administrator's.
  String token() {
    return token;
  }

  Simulator simulator() {
    return simulator;
  }

  /// A repository that the service knows by its directory's name.
  TestRepository repository(String... verify) throws IOException, InterruptedException {
    return repository(Map.of("verify", List.of(verify)));
  }

  /// @param fields of the registration, beside name and location
  TestRepository repository(Map<String, ?> fields) throws IOException, InterruptedException {
    var repository = created();
    register(repository, repository.directory().toString(), fields);
    return repository;
  }

  /// A repository that lives on a host of pull requests, and a clone to work with as others do.
  TestRepository hosted(GitHubHost host, Map<String, ?> fields)
      throws IOException, InterruptedException {
    var repository = created();
    register(repository, host.host(repository), fields);
    return repository;
  }

  private TestRepository created() throws IOException, InterruptedException {
    return TestRepository.create(place.directory().resolve("r" + ++repositories));
  }

  private void register(TestRepository repository, String location, Map<String, ?> fields)
      throws IOException, InterruptedException {
    var body = new HashMap<String, Object>(fields);
    body.put("name", name(repository));
    body.put("location", location);
    var answer = post("/repositories", body);
    if (answer.status() != 201) {
      throw new IOException("Not registered: " + answer.body());
    }
  }

  private static String name(TestRepository repository) {
    return String.valueOf(repository.directory().getFileName());
  }

  /// Changes what is registered of a repository.
  void configure(TestRepository repository, Map<String, Object> settings)
      throws IOException, InterruptedException {
    var answer = patch("/repositories/" + name(repository), settings);
    if (answer.status() != 200) {
      throw new IOException("Not changed: " + answer.body());
    }
  }

  /// Status and body of any path of the server, whatever they are.
  String anything(String path, String body) throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:%d%s".formatted(service.port(), path));
    var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
    var response = http.send(request.build(), BodyHandlers.ofString());
    return response.statusCode() + " " + response.headers().map() + " " + response.body();
  }

  /// Hands in a task.
  ///
  /// @return its id
  String submit(TestRepository repository, String text, Map<String, Object> more)
      throws IOException, InterruptedException {
    var body = new HashMap<>(more);
    body.put("task", text);
    body.put("repository", name(repository));
    var answer = post("/execute", body);
    if (answer.status() != 202) {
      throw new IOException("Not taken in: " + answer.body());
    }
    return answer.text("/taskId");
  }

  /// Waits until a task stands still.
  JsonNode rest(String id) throws IOException, InterruptedException {
    return await(id, REST);
  }

  JsonNode await(String id, Set<TaskStatus> statuses) throws IOException, InterruptedException {
    var names = statuses.stream().map(TaskStatus::wire).toList();
    until(() -> names.contains(get("/tasks/" + id).text("/status")));
    return get("/tasks/" + id).body();
  }

  /// Waits until a field of a task has this value.
  void awaitField(String id, String pointer, String value)
      throws IOException, InterruptedException {
    until(() -> get("/tasks/" + id).text(pointer).equals(value));
  }

  /// Waits until an event of this type tells of a text.
  void awaitEvent(String id, String type, String text) throws IOException, InterruptedException {
    until(
        () -> {
          for (var event : get("/tasks/" + id + "/events?limit=500").body().path("events")) {
            if (event.path("type").asText().equals(type) && event.toString().contains(text)) {
              return true;
            }
          }
          return false;
        });
  }

  /// Waits until nothing of a task is left in the service's own directories.
  void awaitGone(String id) throws IOException, InterruptedException {
    var work = place.directory().resolve("home");
    until(
        () -> {
          try (var paths = Files.walk(work)) {
            return paths.noneMatch(path -> path.getFileName().toString().equals(id));
          } catch (UncheckedIOException | NoSuchFileException _) {
            // It is being deleted at this moment.
            return false;
          }
        });
  }

  /// Waits until no task is worked on.
  void awaitIdle() throws IOException, InterruptedException {
    until(() -> rooms().running().size() == 0);
  }

  /// What a test waits for.
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /// Waits until it is so.
  static void until(Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not come to pass within " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  Answer approve(String id) throws IOException, InterruptedException {
    return post("/approve/" + id, Map.of("approved", true, "reason", "looks right"));
  }

  /// Approves without waiting for the landing.
  Answer approveAtOnce(String id) throws IOException, InterruptedException {
    return postAtOnceAs("tester", "/approve/" + id, Map.of("approved", true));
  }

  /// Approves, and waits as long as it takes.
  JsonNode land(String id) throws IOException, InterruptedException {
    approveAtOnce(id);
    return await(id, ENDS);
  }

  /// Rolls back, and waits as long as it takes.
  JsonNode takeBack(String id) throws IOException, InterruptedException {
    rollbackAtOnce(id);
    return await(id, Set.of(TaskStatus.ROLLED_BACK, TaskStatus.ROLLBACK_FAILED));
  }

  /// Asks for a rollback without waiting for it.
  Answer rollbackAtOnce(String id) throws IOException, InterruptedException {
    return postAtOnceAs("tester", "/rollback/" + id, Map.of("reason", "changed our minds"));
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE().build());
  }

  /// Decisions are waited for as long as the service lets one wait: other tests keep it busy.
  Answer post(String path, Object body) throws IOException, InterruptedException {
    return send(json(request(path).header("Prefer", "wait=60"), "POST", body));
  }

  /// A whole answer that is no JSON, such as a diff or a stream that ends.
  String text(String path) throws IOException, InterruptedException {
    return http.send(request(path).timeout(PATIENCE).build(), BodyHandlers.ofString()).body();
  }

  /// The same service, called by somebody else.
  Answer postAs(String user, String path, Object body) throws IOException, InterruptedException {
    return postAs(user, "default", path, body);
  }

  Answer postAs(String user, String tenant, String path, Object body)
      throws IOException, InterruptedException {
    return send(json(requestAs(user, tenant, path), "POST", body));
  }

  /// As somebody else, without waiting for what it leads to.
  Answer postAtOnceAs(String user, String path, Object body)
      throws IOException, InterruptedException {
    return send(json(requestAs(user, "default", path).header("Prefer", "wait=0"), "POST", body));
  }

  Answer deleteAs(String user, String path) throws IOException, InterruptedException {
    return send(requestAs(user, "default", path).DELETE().build());
  }

  private HttpRequest.Builder requestAs(String user, String tenant, String path) {
    return request(path).setHeader("Authorization", "Bearer " + token(user, tenant));
  }

  private String token(String user, String tenant) {
    return new TokenMint(configuration.authentication().jwt(), Clock.systemUTC())
        .admin(user, tenant, Duration.ofHours(1));
  }

  private static HttpRequest json(HttpRequest.Builder request, String method, Object body) {
    return request
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofString(StoredJson.write(body)))
        .build();
  }

  Answer patch(String path, Object body) throws IOException, InterruptedException {
    return send(json(request(path), "PATCH", body));
  }

  /// What the management port shows to Prometheus.
  String scrape() throws IOException, InterruptedException {
    var address = URI.create("http://127.0.0.1:%d/metrics".formatted(service.managementPort()));
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  Rooms rooms() {
    return service.rooms();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/api/autonomous%s".formatted(service.port(), path)))
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    var body = response.body().isEmpty() ? "{}" : response.body();
    return new Answer(response.statusCode(), StoredJson.tree(body));
  }

  @Override
  public void close() throws IOException {
    http.shutdownNow();
    service.close();
    simulator.close();
    place.close();
  }
}
