package dev.journeyman.model;

import static dev.journeyman.model.Events.START;
import static dev.journeyman.model.Events.beginText;
import static dev.journeyman.model.Events.saying;
import static dev.journeyman.model.Events.stopping;
import static dev.journeyman.model.Events.text;
import static dev.journeyman.model.RecordingServer.error;
import static dev.journeyman.model.RecordingServer.events;
import static dev.journeyman.model.RecordingServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is tried again, when, and what is not.
class RetryTest {

  private static final String SIGNATURE =
      "messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a"
          + " different conversation.";

  @RegisterExtension private final ModelBench bench = new ModelBench();

  static Stream<RecordingServer.Answer> passingFaults() {
    return Stream.of(
        error(408, "timeout_error", "slow"),
        error(409, "conflict_error", "conflict"),
        error(429, "rate_limit_error", "slow down"),
        error(500, "api_error", "oops"),
        status(502, Map.of(), "<html>Bad Gateway</html>"),
        error(504, "timeout_error", "slow"),
        error(529, "overloaded_error", "Overloaded"),
        error(529, "compaction_unavailable", "later"),
        status(418, Map.of("x-should-retry", "true"), "{}"),
        midStream("overloaded_error"),
        midStream("api_error"),
        midStream("rate_limit_error"),
        midStream("something_new"),
        events(START, beginText(0), text(0, "lost"), stopping("end_turn")),
        events(START, beginText(0), "{\"type\":\"content_block_de"),
        events(),
        exchange -> exchange.close());
  }

  private static RecordingServer.Answer midStream(String type) {
    return events(
        START,
        beginText(0),
        text(0, "lost"),
        "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"m\"}}");
  }

  @ParameterizedTest
  @MethodSource("passingFaults")
  void aPassingFaultIsTriedAgainAndLeavesNoTrace(RecordingServer.Answer fault) {
    var reply = bench.reply(fault, fault, saying("Hello"));
    assertThat(reply.message())
        .isEqualTo(ReplyTest.assistant("{\"type\":\"text\",\"text\":\"Hello\"}"));
    assertThat(bench.slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(bench.heard.retries).hasSize(2);
    var bodies = bench.server.received().stream().map(RecordingServer.Received::body);
    assertThat(bodies.distinct()).hasSize(1);
  }

  static Stream<RecordingServer.Answer> api25_oddAnswers() {
    return Stream.of(
        status(200, Map.of("content-type", "text/html"), "<html>Sign in</html>"),
        status(200, Map.of("content-type", "application/json"), "<html>Sign in</html>"),
        status(200, Map.of("content-type", "application/json"), "{\"a\":".repeat(5000)),
        api25_endless("application/json", "[[[["),
        api25_endless("text/event-stream", "data: data: "),
        api25_endless("text/event-stream", "event: ping\ndata: {\"type\":\"ping\"}\n\n"),
        events(
            START,
            "{\"type\":\"content_block_start\",\"index\":\"x\",\"content_block\":[7]}",
            "[]"));
  }

  @ParameterizedTest
  @MethodSource("api25_oddAnswers")
  void api25_anOddAnswerIsBoundedAndTriedAgain(RecordingServer.Answer odd) {
    assertThat(bench.reply(odd, saying("Hello")).text()).isEqualTo("Hello");
    assertThat(bench.heard.retries).hasSize(1);
  }

  @Test
  void aPageInPlaceOfAReplyIsSaid() {
    bench.reply(
        status(200, Map.of("content-type", "text/html"), "<html>Sign in</html>"), saying("Hello"));
    assertThat(bench.heard.retries.getFirst()).contains("page of HTML", "ANTHROPIC_BASE_URL");
  }

  private static RecordingServer.Answer api25_endless(String type, String piece) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, 0);
      var pieces = piece.repeat(10_000).getBytes(StandardCharsets.UTF_8);
      for (long sent = 0; sent < 4L * BoundedBody.MOST_BYTES; sent += pieces.length) {
        exchange.getResponseBody().write(pieces);
      }
    };
  }

  @Test
  void aStreamThatFallsSilentIsTriedAgain() {
    var shortRead =
        new ModelSettings.Timeouts(
            Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMinutes(1));
    bench.server.then(
        RecordingServer.stalling(START, beginText(0), text(0, "lost")), saying("Hello"));
    try (var model = bench.open(bench.settings().with(shortRead))) {
      assertThat(model.reply(ModelBench.request(), bench.heard).text()).isEqualTo("Hello");
    }
    assertThat(bench.heard.retries.getFirst()).contains("silent for too long");
  }

  @Test
  void theServersOwnWaitIsHonoured() {
    bench.reply(
        limited("retry-after-ms", "1500"),
        limited("retry-after", "90"),
        limited("retry-after", "Fri, 20 Nov 2026 12:02:00 GMT"),
        limited("retry-after", "soon"),
        saying("Hello"));
    assertThat(bench.slept)
        .containsExactly(
            Duration.ofMillis(1500),
            Duration.ofSeconds(90),
            Duration.ofMillis(28_500),
            Duration.ofSeconds(8));
  }

  private static RecordingServer.Answer limited(String header, String value) {
    return status(429, Map.of(header, value), "{\"error\":{\"type\":\"rate_limit_error\"}}");
  }

  @Test
  void waitsDoubleUpToTheirCapAndAttemptsRunOut() {
    var faults = Collections.nCopies(10, error(529, "overloaded_error", "Overloaded"));
    assertThatThrownBy(() -> bench.reply(faults.toArray(RecordingServer.Answer[]::new)))
        .isInstanceOfSatisfying(
            ModelException.Unreachable.class, e -> assertThat(e.late()).isFalse())
        .hasMessageContaining("529 overloaded_error: Overloaded")
        .hasMessageContaining("after 10 attempts");
    assertThat(bench.slept.stream().map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void noWaitGoesPastTheDeadline() {
    assertThatThrownBy(() -> bench.reply(limited("retry-after", "601")))
        .isInstanceOfSatisfying(
            ModelException.Unreachable.class, e -> assertThat(e.late()).isTrue())
        .hasMessageContaining("past the deadline");
    assertThat(bench.slept).isEmpty();
  }

  @Test
  void aStreamThatOnlyPingsEndsAtTheDeadline() {
    bench.server.then(
        exchange -> {
          RecordingServer.events(START).to(exchange);
          for (int ping = 0; ping < 50; ping++) {
            exchange.getResponseBody().write("data: {\"type\":\"ping\"}\n\n".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            Thread.sleep(100);
          }
        });
    var hurried = ModelBench.request();
    var request =
        new Request(
            hurried.model(),
            hurried.effort(),
            hurried.system(),
            hurried.tools(),
            hurried.messages(),
            Duration.ofMillis(600));
    assertThatThrownBy(() -> bench.model.reply(request, bench.heard))
        .isInstanceOf(ModelException.Unreachable.class)
        .hasMessageContaining("deadline");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403})
  void aRefusedKeyIsNotTriedAgain(int status) {
    assertThatThrownBy(() -> bench.reply(error(status, "authentication_error", "bad key")))
        .isInstanceOf(ModelException.AccessDenied.class)
        .hasMessageContaining("bad key")
        .hasMessageContaining("req_failed");
    assertThat(bench.server.received()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract_spend_limit_reached", "enforced_spend_limit_reached"})
  void aSpentBudgetIsNotTriedAgain(String code) {
    var body =
        "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\",\"details\":{\"error_code\":\""
            + code
            + "\"}}}";
    assertThatThrownBy(() -> bench.reply(status(429, Map.of(), body)))
        .isInstanceOf(ModelException.AccessDenied.class);
  }

  @Test
  void aRampLimitSlowsDown() {
    var body = "{\"error\":{\"details\":{\"error_code\":\"ramp_limit_exceeded\"}}}";
    bench.reply(status(429, Map.of(), body), saying("Hello"));
    assertThat(bench.slept).containsExactly(Duration.ofSeconds(15));
  }

  @Test
  void aPromptThatIsTooLongIsAContextThatIsFull() {
    var tooLong = "prompt is too long: 210000 tokens > 200000 maximum";
    assertThatThrownBy(() -> bench.reply(error(400, "invalid_request_error", tooLong)))
        .isInstanceOf(ModelException.ContextFull.class);
    assertThatThrownBy(() -> bench.reply(error(413, "request_too_large", "32 MB")))
        .isInstanceOf(ModelException.ContextFull.class);
  }

  @Test
  void aWrongRequestIsRejectedAtOnce() {
    assertThatThrownBy(() -> bench.reply(error(400, "invalid_request_error", "tools: no")))
        .isInstanceOf(ModelException.Rejected.class)
        .hasMessageContaining("tools: no");
    assertThatThrownBy(() -> bench.reply(error(404, "not_found_error", "model: x")))
        .isInstanceOf(ModelException.Rejected.class);
    assertThat(bench.slept).isEmpty();
  }

  @Test
  void aServerMaySayThatTryingAgainIsNoUse() {
    assertThatThrownBy(() -> bench.reply(status(503, Map.of("x-should-retry", "false"), "{}")))
        .isInstanceOf(ModelException.Unreachable.class);
  }

  @Test
  void refusedSignaturesLeadToOneTryWithoutThinking() {
    var thought =
        new Message(
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"x\",\"signature\":"
                + "\"s\"}, {\"type\":\"text\",\"text\":\"a\" }]}");
    bench.server.then(error(400, "invalid_request_error", SIGNATURE), saying("Hello"));
    var reply =
        bench.model.reply(
            ModelBench.request(Messages.user("1"), thought, Messages.user("2")), bench.heard);
    assertThat(reply.thinkingDropped()).isTrue();
    assertThat(bench.server.lastBody())
        .doesNotContain("\"signature\"")
        .contains("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\" }]}");
    assertThat(bench.slept).containsExactly(Duration.ZERO);
  }

  @Test
  void signaturesRefusedTwiceAreRejected() {
    var refusal = error(400, "invalid_request_error", SIGNATURE);
    assertThatThrownBy(() -> bench.reply(refusal, refusal))
        .isInstanceOf(ModelException.Rejected.class)
        .hasMessageContaining("even without earlier thinking");
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    bench.server.close();
    assertThatThrownBy(() -> bench.reply())
        .isInstanceOf(ModelException.Unreachable.class)
        .hasMessageContaining("ConnectException");
    assertThat(bench.slept).hasSize(9);
  }

  @Test
  void withoutAKeyNothingIsSent() {
    var keyless =
        new ModelSettings(
            Optional.of(" "),
            Optional.empty(),
            Optional.empty(),
            RetrySettings.DEFAULT,
            ModelSettings.Timeouts.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            bench.clock);
    try (var model = ClaudeModel.open(keyless)) {
      assertThat(model.configured()).isFalse();
      assertThatThrownBy(() -> model.reply(ModelBench.request(), ReplyListener.SILENT))
          .isInstanceOf(ModelException.AccessDenied.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsTheCallAtOnce(boolean virtual) throws Exception {
    var reading = new CompletableFuture<Void>();
    var listener =
        new ModelBench.Heard() {
          @Override
          public void text(String delta) {
            reading.complete(null);
          }
        };
    bench.server.then(RecordingServer.stalling(START, beginText(0), text(0, "one moment")));
    var outcome = new CompletableFuture<Boolean>();
    var caller = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
    var thread = caller.start(() -> interrupted(listener, outcome));
    reading.get(5, TimeUnit.SECONDS);
    long before = System.nanoTime();
    thread.interrupt();
    assertThat(outcome.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  private void interrupted(ReplyListener listener, CompletableFuture<Boolean> outcome) {
    try {
      bench.model.reply(ModelBench.request(), listener);
      outcome.complete(false);
    } catch (ModelException.Interrupted _) {
      outcome.complete(Thread.currentThread().isInterrupted());
    }
  }

  @Test
  void jitterOnlyShortensBackoffAndOnlyLengthensWhatTheServerAsked() {
    var retries = new Retries(RetrySettings.DEFAULT, bench.clock, _ -> {}, () -> 1.0);
    var failure = Failure.retry("x", new IllegalStateException());
    var asked =
        new Failure(
            Failure.Remedy.RETRY,
            "x",
            Optional.of(Duration.ofSeconds(10)),
            new IllegalStateException());
    assertThat(
            List.of(
                retries.decide(failure, 3, true, Duration.ofMinutes(5)),
                retries.decide(asked, 3, true, Duration.ofMinutes(5))))
        .containsExactly(
            new Retries.Decision.Again(Duration.ofSeconds(3), true),
            new Retries.Decision.Again(Duration.ofSeconds(11), true));
  }
}
