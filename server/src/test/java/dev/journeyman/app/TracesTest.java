package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.database.StoredJson;
import dev.journeyman.telemetry.TraceCollector;
import dev.journeyman.telemetry.TraceCollector.Received;
import dev.journeyman.webhook.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a collector receives of tasks on their whole way.
@SuppressWarnings("NullAway.Init")
class TracesTest {

  private static final String SPAN = "00f067aa0ba902b7";
  private static final String MODEL = "claude-sonnet-5-5";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TraceCollector collector;
  private static Receiver receiver;
  private static TestService service;

  @BeforeAll
  static void start() throws Exception {
    collector = new TraceCollector();
    receiver = new Receiver();
    service = TestService.start(WholeWayTest.script(), variables(Map.of()));
    service.post("/webhooks", Map.of("url", receiver.url(), "events", List.of("task.completed")));
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    receiver.close();
    collector.close();
  }

  private static Map<String, String> variables(Map<String, String> more) {
    var all = new HashMap<>(collector.variables());
    all.put("WEBHOOK_ALLOW_PRIVATE", "true");
    all.put("WEBHOOK_ALLOW_HTTP", "true");
    all.put("WEBHOOK_PORTS", Integer.toString(receiver.port()));
    all.put("OTEL_EXPORTER_OTLP_HEADERS", "x-key=receiver-key-0123456789");
    all.putAll(more);
    return all;
  }

  @Test
  void aTaskIsOneTraceFromTheClientToTheBranch() throws Exception {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var repository = service.repository(TestRepository.VERIFY);
    var id = submit(service, repository, "Write a note", trace);
    service.rest(id);
    service.approve(id);
    var landing = collector.await(trace, "stage approved");
    var told = collector.await(trace, "webhook task.completed");
    collector.await(trace, span -> span.attribute("journeyman.task.status").equals("completed"));

    var request = collector.await(trace, "POST /api/autonomous/execute");
    assertThat(request.parent()).isEqualTo(SPAN);
    assertThat(request.attribute("http.response.status_code")).isEqualTo("202");
    assertThat(collector.above(landing))
        .containsExactly("invoke_agent journeyman", "POST /api/autonomous/execute");
    assertThat(collector.trace(trace).stream().map(Received::name))
        .contains(
            "stage queued",
            "stage analyzing",
            "stage planning",
            "stage executing",
            "stage verifying",
            "stage learning",
            "step 1",
            "chat " + MODEL,
            "execute_tool write_file",
            "execute_tool finish_step",
            "sandbox bash",
            "git fetch",
            "git update-ref",
            "transaction");
    assertThat(above(trace, "execute_tool write_file"))
        .startsWith("step 1", "stage executing", "invoke_agent journeyman");
    assertThat(above(trace, "git update-ref")).contains("invoke_agent journeyman");
    assertThat(collector.trace(trace))
        .filteredOn(span -> !span.name().startsWith("POST") && !span.equals(told))
        .allMatch(span -> !span.parent().isEmpty())
        .allMatch(span -> span.attribute("journeyman.task.id").equals(id) || outside(span));
    assertThat(told.parent()).isEqualTo(request.id());
    assertThat(receiver.next().header("traceparent")).contains(trace).contains(told.id());
  }

  /// What the request itself did before there was a task.
  private static boolean outside(Received span) {
    return collector.above(span).getLast().startsWith("POST");
  }

  @Test
  void aTurnHasTheNamesOfGenAiAndReachesTheModel() throws Exception {
    var trace = "11f92f3577b34da6a3ce929d0e0e4736";
    var id = submit(service, service.repository(), "Write a note", trace);
    service.rest(id);
    var turn = collector.await(trace, "chat " + MODEL);

    assertThat(turn.attributes())
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "anthropic")
        .containsEntry("gen_ai.request.model", MODEL)
        .containsEntry("gen_ai.response.model", MODEL)
        .containsEntry("gen_ai.response.finish_reasons", "tool_use")
        .containsEntry("gen_ai.conversation.id", id)
        .containsKeys(
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.usage.cache_write.input_tokens");
    var tool = collector.await(trace, "execute_tool write_file");
    assertThat(tool.attributes())
        .containsEntry("gen_ai.operation.name", "execute_tool")
        .containsEntry("gen_ai.tool.name", "write_file")
        .containsEntry("gen_ai.conversation.id", id)
        .containsKey("gen_ai.tool.call.id");
    var sent =
        service.simulator().requests().stream()
            .flatMap(request -> request.header("traceparent").stream())
            .toList();
    assertThat(sent).contains("00-%s-%s-01".formatted(trace, turn.id()));
    assertThat(collector.resources())
        .contains("service.name=journeyman", "service.instance.id", "service.version");
  }

  @Test
  void nothingThatWasSaidAndNoSecretIsRecordedUnlessAsked() throws Exception {
    var trace = "22f92f3577b34da6a3ce929d0e0e4736";
    var repository = service.repository(TestRepository.VERIFY);
    var id = submit(service, repository, "Write a note about the Xanadu affair", trace);
    service.rest(id);
    collector.await(trace, "stage learning");

    assertThat(collector.trace(trace).toString())
        .doesNotContain("Xanadu", "note.txt", "a note", "unittest", "receiver-key", "offline")
        .doesNotContain(service.token());
  }

  @Test
  void whatIsSaidIsRecordedOnRequestWithoutSecrets() throws Exception {
    var trace = "33f92f3577b34da6a3ce929d0e0e4736";
    var capture = Map.of("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
    try (var talkative = TestService.start(WholeWayTest.script(), variables(capture))) {
      var text = "Write a note about Xanadu and receiver-key-0123456789";
      var id = submit(talkative, talkative.repository(), text, trace);
      talkative.rest(id);
    }
    var spans = collector.trace(trace);
    assertThat(spans.toString()).doesNotContain("receiver-key");
    assertThat(spans)
        .anyMatch(span -> span.attribute("gen_ai.input.messages").contains("Xanadu and [redacted]"))
        .anyMatch(span -> span.attribute("gen_ai.output.messages").contains("\"tool_call\""))
        .anyMatch(span -> span.attribute("gen_ai.tool.call.arguments").contains("note.txt"))
        .anyMatch(span -> !span.attribute("gen_ai.tool.call.result").isEmpty());
    var first = spans.stream().filter(span -> span.name().startsWith("chat")).findFirst();
    var messages = StoredJson.tree(first.orElseThrow().attribute("gen_ai.input.messages"));
    assertThat(messages.at("/0/role").asText()).isEqualTo("user");
    assertThat(messages.at("/0/parts/0/type").asText()).isEqualTo("text");
  }

  @Test
  void stepsThatAreDoneAtOnceStandBesideEachOther() throws Exception {
    var trace = "44f92f3577b34da6a3ce929d0e0e4736";
    var several = variables(Map.of("JOURNEYMAN_PARALLEL_STEPS", "3"));
    try (var wide = TestService.start(ParallelStepsTest.script(), several)) {
      wide.rest(submit(wide, wide.repository(), "Together: write notes", trace));
    }
    for (var step : List.of("step 1", "step 2")) {
      assertThat(above(trace, step)).startsWith("stage executing", "invoke_agent journeyman");
      assertThat(collector.trace(trace))
          .filteredOn(span -> span.name().startsWith("chat"))
          .anyMatch(span -> collector.above(span).contains(step));
    }
  }

  @Test
  void whoComesWithoutATraceGetsOneThatStays() throws Exception {
    var id = submit(service, service.repository(), "Restart: go on afterwards", "");
    service.awaitEvent(id, "tool_call", "sleep 300");
    service.restart();
    service.rest(id);

    var stopped = collector.await(worked(id).and(Received::failed));
    var ended =
        collector.await(
            worked(id).and(span -> !span.attribute("journeyman.task.status").isEmpty()));
    assertThat(ended.trace()).isEqualTo(stopped.trace());
    assertThat(collector.above(ended)).containsExactly("POST /api/autonomous/execute");
  }

  @Test
  void requestsAreNamedByRoute() throws Exception {
    var id = submit(service, service.repository(), "Refuse: this", "");
    assertThat(service.rest(id).path("status").asText()).isEqualTo("failed");

    collector.await(span -> span.name().equals("stage analyzing") && span.failed());
    var names = Set.copyOf(collector.all().stream().map(Received::name).toList());
    assertThat(names)
        .contains("GET /api/autonomous/tasks/{taskId}", "POST /api/autonomous/repositories");
  }

  private static Predicate<Received> worked(String task) {
    return span ->
        span.name().equals("invoke_agent journeyman")
            && span.attribute("journeyman.task.id").equals(task);
  }

  private static List<String> above(String trace, String name) throws InterruptedException {
    return collector.above(collector.await(trace, name));
  }

  /// @param trace the client's; empty without
  private static String submit(
      TestService service, TestRepository repository, String text, String trace)
      throws IOException, InterruptedException {
    var body =
        Map.of("task", text, "repository", String.valueOf(repository.directory().getFileName()));
    var request =
        HttpRequest.newBuilder(URI.create(service.url() + "/api/autonomous/execute"))
            .header("Authorization", "Bearer " + service.token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(StoredJson.write(body)));
    if (!trace.isEmpty()) {
      request.header("traceparent", "00-%s-%s-01".formatted(trace, SPAN));
    }
    var answer = HTTP.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return StoredJson.tree(answer.body()).path("taskId").asText();
  }
}
