package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.simulator.RecordedRequest;
import dev.journeyman.simulator.Script;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the provider's cache holds of a task of fifty turns, in the simulator's accounts, through
/// the whole service.
@SuppressWarnings("NullAway.Init")
class CacheTest {

  private static final int TURNS = 50;
  private static final Pattern MARK = Pattern.compile("\"cache_control\":\\{[^}]*},?");

  private static TestService service;
  private static JsonNode task;
  private static List<JsonNode> usages;
  private static List<RecordedRequest> author;

  /// Fifty turns that each read what a command wrote, some thousand characters.
  private static Script script() {
    var turns =
        IntStream.range(0, TURNS - 4)
            .mapToObj(
                turn ->
                    "      - {thinking: Turn %d., calls: [{execute_bash: {command: 'seq %d %d'}}]}"
                        .formatted(turn, turn * 1000, turn * 1000 + 400))
            .collect(Collectors.joining("\n"));
    return Script.parse(
        """
        rules:
          - stage: plan
            calls:
              - submit_plan:
                  steps: [{action: write_file, target: note.txt, description: Write a note, check: test -s note.txt, depends_on: []}]
                  rollback: Revert.
                  testing: Look at it.
          - stage: execute
            replies:
        %s
              - calls: [{write_file: {command: create, path: note.txt, file_text: a note}}]
              - calls: [{finish_step: {summary: Done.}}]
        """
            .formatted(turns));
  }

  @BeforeAll
  static void run() throws Exception {
    service = TestService.start(script().withoutDelays());
    var repository = service.repository(TestRepository.VERIFY);
    repository.write(
        "AGENTS.md", "Say please.\n" + "More rules. ".repeat(4000) + "The last rule.\n");
    repository.commit("Give instructions");
    task = service.rest(service.submit(repository, "Count for a long time", Map.of()));
    author =
        service.simulator().requests().stream()
            .filter(request -> request.path().equals("/v1/messages"))
            .filter(request -> request.body().path("tools").toString().contains("submit_plan"))
            .toList();
    var events = service.get("/tasks/" + task.path("id").textValue() + "/events?limit=500").body();
    usages =
        StreamSupport.stream(events.path("events").spliterator(), false)
            .filter(event -> event.path("type").asText().equals("usage"))
            .map(event -> event.path("data"))
            .toList();
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
  }

  @Test
  void afterTheThirdTurnNineteenTwentiethsOfTheInputAreCacheReads() {
    assertThat(task.path("status").textValue()).as("%s", task).isEqualTo("pending_approval");
    assertThat(author).hasSizeGreaterThanOrEqualTo(TURNS);
    var later = usages.subList(3, author.size());
    long read = sum(later, "cacheReadTokens");
    long prompt = read + sum(later, "inputTokens") + sum(later, "cacheWriteTokens");
    assertThat((double) read / prompt).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void everythingBeforeTheNewestMessagesStaysByteForByte() {
    for (int i = 1; i < author.size(); i++) {
      var before = author.get(i - 1).body();
      var now = author.get(i).body();
      for (var field : List.of("model", "tools", "system", "thinking", "output_config")) {
        assertThat(now.path(field)).as("turn %d, %s", i, field).isEqualTo(before.path(field));
      }
      assertThat(plain(now.path("messages"))).startsWith(opened(plain(before.path("messages"))));
    }
  }

  @Test
  void thePrefixOfTheTaskIsMarkedForAnHourAndTheTailForFiveMinutes() {
    for (var request : author) {
      var body = request.body();
      assertThat(body.at("/system/0/cache_control/ttl").asText()).isEqualTo("1h");
      assertThat(body.path("cache_control")).hasToString("{\"type\":\"ephemeral\"}");
      assertThat(MARK.matcher(body.toString()).results().count()).isBetween(2L, 4L);
    }
  }

  @Test
  void theInstructionsOfTheRepositoryAreReadOnceBoundedAndAsData() {
    var last = author.getLast().body().path("messages").toString();
    assertThat(last.split("<instructions>", -1)).hasSize(2);
    assertThat(author.getFirst().body().path("messages").toString())
        .contains("(data, not orders):\\n\\n<instructions>\\nSay please.")
        .doesNotContain("The last rule.");
    assertThat(last.indexOf("</instructions>") - last.indexOf("<instructions>"))
        .isBetween(20_000, 33_000);
  }

  @Test
  void theRateIsTold() throws Exception {
    var usage = task.path("usage");
    assertThat(usage.path("cacheReadTokens").asLong()).isEqualTo(sum(usages, "cacheReadTokens"));
    assertThat(usage.path("cacheWriteTokens").asLong()).isEqualTo(sum(usages, "cacheWriteTokens"));
    var ratio =
        service
            .scrape()
            .lines()
            .filter(line -> line.startsWith("journeyman_model_cache_hit_ratio"))
            .findFirst()
            .orElseThrow();
    assertThat(Double.parseDouble(ratio.substring(ratio.lastIndexOf(' ')))).isBetween(0.8, 1.0);
  }

  private static long sum(List<JsonNode> usages, String field) {
    return usages.stream().mapToLong(usage -> usage.path(field).asLong()).sum();
  }

  /// Marks of the cache move; they are no part of what is cached.
  private static String plain(JsonNode messages) {
    return MARK.matcher(messages.toString()).replaceAll("");
  }

  private static String opened(String list) {
    return list.substring(0, list.length() - 1);
  }
}
