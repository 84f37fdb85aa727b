package dev.journeyman.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// A service and a host on which it offers its changes, for one class of tests at a time.
@SuppressWarnings("NullAway.Init")
abstract class PullRequestTestBed {

  static GitHubHost host;
  static TestService service;

  @TempDir private static Path place;

  @BeforeAll
  static void start() throws Exception {
    host = new GitHubHost(place.resolve("github"));
    service = TestService.start(WholeWayTest.script(), host.variables());
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    host.close();
  }

  static TestRepository repository() throws Exception {
    return service.hosted(
        host,
        Map.of("verify", List.of(TestRepository.VERIFY), "landing", Map.of("way", "pull_request")));
  }

  static TestRepository deployed(String command) throws Exception {
    return service.hosted(
        host,
        Map.of(
            "verify",
            List.of(TestRepository.VERIFY),
            "deploy",
            command,
            "landing",
            Map.of("way", "pull_request")));
  }

  static String offered(TestRepository repository) throws Exception {
    var id = service.submit(repository, "Write a note", Map.of());
    service.rest(id);
    service.awaitField(id, "/pullRequest/state", "open");
    return id;
  }
}
