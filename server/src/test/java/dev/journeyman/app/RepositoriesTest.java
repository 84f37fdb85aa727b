package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.database.StoredJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Repositories are changed, tried and archived through the API, how they land is theirs to say,
/// and all of it is on record.
@SuppressWarnings("NullAway.Init")
class RepositoriesTest {

  private static TestService service;

  @TempDir private static Path caches;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(WholeWayTest.script());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  private static TestRepository landing(Map<String, ?> policy) throws Exception {
    return service.repository(Map.of("verify", List.of(TestRepository.VERIFY), "landing", policy));
  }

  private static String landed(TestRepository repository) throws Exception {
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);
    repository.write("other.txt", "somebody else's\n");
    repository.commit("Meanwhile");
    var done = service.approve(id);
    assertThat(done.text("/task/status")).isEqualTo("completed");
    assertThat(repository.tree()).isEqualTo(done.text("/task/tree"));
    return id;
  }

  @Test
  void aMergeCommitHasBranchAndWorkAsParents() throws Exception {
    var repository = landing(Map.of("method", "merge"));
    var id = landed(repository);
    assertThat(repository.git("log", "-1", "--format=%P").strip().split(" ")).hasSize(2);
    assertThat(repository.git("log", "-1", "--format=%s", "main^1")).isEqualTo("Meanwhile\n");

    var back = service.post("/rollback/" + id, Map.of());
    assertThat(back.text("/task/status")).isEqualTo("rolled_back");
    assertThat(repository.has("note.txt")).isFalse();
    assertThat(repository.read("other.txt")).isEqualTo("somebody else's\n");
  }

  @Test
  void aRebaseKeepsTheStepsAsCommits() throws Exception {
    var repository = landing(Map.of("method", "rebase"));
    landed(repository);
    assertThat(repository.git("log", "-1", "--format=%s")).isEqualTo("Write the note\n");
    assertThat(repository.git("log", "-1", "--format=%P").strip().split(" ")).hasSize(1);
    assertThat(repository.git("log", "-1", "--format=%s", "main^")).isEqualTo("Meanwhile\n");
  }

  @Test
  void trailersCanBeLeftOut() throws Exception {
    var repository = landing(Map.of("trailers", false));
    landed(repository);
    assertThat(repository.git("log", "-1", "--format=%B").strip()).isEqualTo("Write a note");
  }

  @Test
  void aCommandThatCannotRunIsNotBlamedOnTheChange() throws Exception {
    var repository = service.repository("no-such-tool --test");
    var waiting = service.rest(service.submit(repository, "Write a note", Map.of()));
    assertThat(waiting.path("status").textValue()).isEqualTo("pending_approval");
    assertThat(waiting.at("/result/verification/outcome").textValue()).isEqualTo("FAILED_BEFORE");
    assertThat(waiting.at("/result/verification/explanation").textValue())
        .contains("`no-such-tool --test` exited with 127, as before the change")
        .contains("Does the sandbox have what the command needs");
  }

  @Test
  void aBuildThatLackedItsDownloadsIsRunAnewWhenItHasThem() throws Exception {
    Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("rwxr-xr-x"));
    var cache = Files.createDirectories(caches.resolve("npm"));
    Files.writeString(cache.resolve("download"), "here");
    var repository = service.repository("test -f /caches/npm/download");
    var name = "/repositories/" + repository.directory().getFileName();
    var first = service.rest(service.submit(repository, "Write a note", Map.of()));
    assertThat(first.at("/result/verification/outcome").textValue()).isEqualTo("FAILED_BEFORE");
    assertThat(first.at("/result/verification/before/0/exitCode").asInt()).isEqualTo(1);

    var given = Map.of("tool", "npm", "path", cache.toString());
    assertThat(service.patch(name, Map.of("caches", List.of(given))).status()).isEqualTo(200);
    var second = service.rest(service.submit(repository, "Write a note", Map.of()));
    assertThat(second.at("/result/verification/outcome").textValue()).isEqualTo("NO_TESTS");
    assertThat(second.at("/result/verification/before/0/exitCode").asInt(-1)).isZero();
  }

  @Test
  void aTenantOfItsOwnHasRepositoriesTasksAndAnEmergencyStop() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var location = repository.directory().toString();
    var theirs = Map.of("name", "theirs", "location", location);
    assertThat(service.postAs("bea", "acme", "/repositories", theirs).status()).isEqualTo(201);
    var task = Map.of("task", "Write a note", "repository", "theirs");
    assertThat(service.postAs("bea", "acme", "/execute", task).status()).isEqualTo(202);
    assertThat(service.post("/execute", task).status()).as("not ours").isEqualTo(400);
    assertThat(service.postAs("bea", "acme", "/emergency-stop", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void whatCannotWorkIsRefusedWhenItIsConfigured() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var name = "/repositories/" + repository.directory().getFileName();
    var source = Map.of("name", "x", "url", "jdbc:mysql://x/y", "user", "a", "password", "b");
    assertThat(service.patch(name, Map.of("dataSources", List.of(source))).status()).isEqualTo(400);
    var log = Map.of("name", "x", "path", "app.log");
    assertThat(service.patch(name, Map.of("logs", List.of(log))).status()).isEqualTo(400);
  }

  @Test
  void setupAndVerificationAreTried() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var name = "/repositories/" + repository.directory().getFileName();

    var good = service.post(name + "/check", Map.of());
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.text("/outcome")).isEqualTo("VERIFIED");
    assertThat(good.text("/commit")).isEqualTo(repository.head());
    assertThat(good.text("/checks/0/executed")).isEqualTo("1");

    service.patch(name, Map.of("setup", List.of("echo no such tool; exit 3")));
    var bad = service.post(name + "/check", Map.of());
    assertThat(bad.text("/outcome")).isEqualTo("FAILED");
    assertThat(bad.text("/checks/0/output")).contains("no such tool");
  }

  @Test
  void changesAreOnRecordAndCanBeFilteredAndExported() throws Exception {
    var repository = service.repository(TestRepository.VERIFY);
    var name = String.valueOf(repository.directory().getFileName());
    assertThat(service.patch("/repositories/" + name, Map.of("targetBranch", "no-such")).status())
        .isEqualTo(422);
    service.patch(
        "/repositories/" + name,
        Map.of("verify", List.of("true"), "approval", Map.of("approvers", 2)));
    service.delete("/repositories/" + name);

    var entries = service.get("/audit?action=repository.&subject=" + name + "&actor=tester").body();
    assertThat(entries.at("/entries/0/action").textValue()).isEqualTo("repository.archive");
    assertThat(entries.at("/entries/1/action").textValue()).isEqualTo("repository.change");
    assertThat(entries.at("/entries/1/detail/changed").toString())
        .isEqualTo("[\"approval\",\"verify\"]");
    assertThat(entries.at("/entries/2/action").textValue()).isEqualTo("repository.register");
    assertThat(entries.path("entries")).hasSize(3);
    assertThat(
            service
                .get("/audit?subject=%s&to=2020-01-01T00:00:00Z".formatted(name))
                .body()
                .path("entries"))
        .isEmpty();
    assertThat(service.get("/audit?from=yesterday").status()).isEqualTo(400);

    var export = service.text("/audit/export?subject=" + name).lines().toList();
    assertThat(export).hasSize(3);
    assertThat(StoredJson.tree(export.getFirst()).path("action").textValue())
        .isEqualTo("repository.archive");
    assertThat(service.get("/audit/verify").body().path("valid").booleanValue()).isTrue();
  }

  @Test
  void tasksOfAnArchivedRepositoryStayItsThoughItsNameIsGivenToAnother() throws Exception {
    var old = service.repository(TestRepository.VERIFY);
    var name = String.valueOf(old.directory().getFileName());
    var id = service.submit(old, "Write a note", Map.of());
    service.rest(id);
    service.delete("/repositories/" + name);
    var fork = old.directory().resolveSibling(name + "-fork");
    old.git("clone", "--quiet", ".", fork.toString());
    var head = old.head();

    var registered = registered(name, fork);
    var landed = service.land(id);

    assertThat(registered.status()).as(registered.body().toString()).isEqualTo(201);
    assertThat(registered(name, fork).status()).as("the name is taken").isEqualTo(409);
    assertThat(landed.path("status").textValue()).isEqualTo("completed");
    assertThat(old.head()).isNotEqualTo(head);
    assertThat(new TestRepository(fork).head()).isEqualTo(head);
    assertThat(service.get("/tasks?repository=" + name).body().path("tasks")).hasSize(1);

    service.delete("/repositories/" + name);
    assertThat(registered(name, old.directory()).status()).isEqualTo(201);
    assertThat(service.takeBack(id).path("status").textValue()).isEqualTo("rolled_back");
  }

  private static TestService.Answer registered(String name, Path directory) throws Exception {
    return service.post(
        "/repositories",
        Map.of(
            "name", name,
            "location", directory.toString(),
            "verify", List.of(TestRepository.VERIFY)));
  }
}
