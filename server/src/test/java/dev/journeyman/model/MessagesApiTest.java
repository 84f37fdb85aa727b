package dev.journeyman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.simulator.Fault;
import dev.journeyman.simulator.RecordedRequest;
import dev.journeyman.simulator.Script;
import dev.journeyman.simulator.Simulator;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The client before the simulator, which refuses what the provider would, for every model and
/// every fault. docs/model.md says which row of the provider's rules each test is for.
class MessagesApiTest {

  private static final String MODEL = "claude-sonnet-5-5";

  /// Thinks, talks and calls twice; then ends.
  private static final String SCRIPT =
      """
      rules:
        - tools: [bash]
          replies:
            - {thinking: I look first., text: Looking., calls: [{bash: {command: ls}}, {bash: {command: pwd}}]}
            - {thinking: Once more., calls: [{bash: {command: id}}]}
            - {thinking: That is all., text: Done.}
      """;

  private static final ToolDefinition BASH =
      new ToolDefinition(
          "bash",
          "Runs a command.",
          "{\"type\":\"object\",\"properties\":{\"command\":{\"type\":\"string\"}}}");

  private final Simulator simulator = Simulator.start(0, Script.parse(SCRIPT));
  private final ModelBench.Heard heard = new ModelBench.Heard();
  private final ClaudeModel model = open(Optional.empty());

  private ClaudeModel open(Optional<Boolean> portable) {
    return open(
        portable,
        new ModelSettings.Timeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMinutes(1)));
  }

  private ClaudeModel open(Optional<Boolean> portable, ModelSettings.Timeouts timeouts) {
    var quick = new RetrySettings(10, Duration.ofMillis(5), Duration.ofMillis(20));
    return ClaudeModel.open(
        new ModelSettings(
            Optional.of("offline"),
            Optional.empty(),
            Optional.of(simulator.baseUrl().toString()),
            quick,
            timeouts,
            Optional.empty(),
            portable,
            Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    model.close();
    simulator.close();
  }

  static Stream<String> models() {
    return Stream.of(
        "claude-fable-5-2",
        "claude-mythos-5-2",
        "claude-haiku-5-5",
        "claude-sonnet-5-5",
        "claude-fable-5-1",
        "claude-mythos-5-1",
        "claude-opus-5-5",
        "claude-sonnet-5",
        "claude-fable-5",
        "claude-mythos-5",
        "claude-opus-5",
        "claude-opus-4-8",
        "claude-opus-4-7",
        "claude-opus-4-6",
        "claude-sonnet-4-6",
        "claude-opus-4-5",
        "claude-haiku-4-5",
        "claude-sonnet-4-5");
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelTakesAWholeConversationAtItsFirstRequest(String name) {
    var conversation = converse(name);
    assertThat(conversation.getLast().text()).isEqualTo("Done.");
    assertThat(heard.retries).isEmpty();
    assertThat(sent()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("models")
  void noModelIsSentWhatOnlySomeTake(String name) {
    converse(name);
    var effort = model.profile(name).effort();
    for (var request : sent()) {
      var body = request.body();
      assertThat(body.path("thinking").path("type").asText("adaptive")).isEqualTo("adaptive");
      assertThat(body.has("tool_choice")).isFalse();
      assertThat(body.has("temperature")).isFalse();
      assertThat(body.path("messages").get(body.path("messages").size() - 1).path("role").asText())
          .isEqualTo("user");
      assertThat(body.path("output_config").has("effort")).isEqualTo(effort);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theTableSaysOfEachModelWhatTheServerSays(String name) {
    var table = ModelTable.open(Optional.empty()).find(name, LocalDate.now(Clock.systemUTC()));
    var told = new Capabilities(this::described, Clock.systemUTC()).find(name).orElseThrow();
    assertThat(table.orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("prices")
        .isEqualTo(told);
  }

  private JsonNode described(String name) {
    try (var transport = Transport.open(ModelSettings.ofKey("k").at(simulator.baseUrl() + "/"))) {
      return transport.describe(name);
    }
  }

  @Test
  void thinkingIsShownWhileItIsWrittenAndGoesBackAsItCame() {
    var replies = converse("claude-opus-5-5");
    assertThat(heard.thinking).hasToString("I look first.Once more.That is all.");
    assertThat(replies.getFirst().thinking()).isEqualTo("I look first.");
    var back = sent().getLast().body().path("messages").get(1);
    assertThat(back.toString()).isEqualTo(replies.getFirst().message().json());
    assertThat(back.path("content").get(0).path("signature").asText()).isNotBlank();
  }

  @Test
  void everyCallIsAnsweredInOneMessageThatBeginsWithTheResults() {
    converse(MODEL);
    var answer = sent().get(1).body().path("messages").get(2).path("content");
    assertThat(answer).extracting(block -> block.path("type").asText()).containsOnly("tool_result");
    assertThat(answer).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(Fault.Kind.class)
  void everyFaultOfTheProviderHasAnAnswer(Fault.Kind kind) {
    var fault =
        Fault.of(kind).pause(Duration.ofMillis(kind == Fault.Kind.SLOW ? 1 : 20_000)).times(1);
    simulator.inject(fault.retryAfter(Duration.ZERO));
    switch (kind) {
      case RATE_LIMIT,
          OVERLOADED,
          API_ERROR,
          TIMEOUT,
          HTML,
          RESET,
          RESET_STREAM,
          STREAM_ERROR,
          STALL,
          TRUNCATED -> {
        assertThat(first().text()).as("nothing of the attempt that failed").isEqualTo("Looking.");
        assertThat(heard.retries).hasSize(1);
      }
      case SLOW, UNKNOWN_EVENT -> {
        assertThat(first().text()).isEqualTo("Looking.");
        assertThat(heard.retries).isEmpty();
      }
      case UNKNOWN_BLOCK -> {
        converse(MODEL);
        assertThat(sent().getLast().body().toString()).doesNotContain("hologram");
      }
      case AUTHENTICATION, BILLING, PERMISSION -> {
        assertThatThrownBy(this::first).isInstanceOf(ModelException.AccessDenied.class);
        assertThat(sent()).hasSize(1);
      }
      case PROMPT_TOO_LONG ->
          assertThatThrownBy(this::first).isInstanceOf(ModelException.ContextFull.class);
      case CUT_TOOL_JSON -> {
        var reply = first();
        assertThat(reply.stopReason()).isEqualTo(new StopReason.MaxTokens());
        assertThat(reply.toolCalls().getLast().input()).isInstanceOf(ToolCall.Input.Invalid.class);
      }
      case INVALID_TOOL_JSON ->
          assertThat(first().toolCalls())
              .extracting(ToolCall::input)
              .hasAtLeastOneElementOfType(ToolCall.Input.Invalid.class);
      case REFUSAL -> assertThat(first().stopReason()).isInstanceOf(StopReason.Refused.class);
      case EMPTY -> assertThat(Messages.isEmpty(first().message())).isTrue();
      case PAUSE_TURN -> assertThat(first().stopReason()).isEqualTo(new StopReason.Paused());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-5-5", "claude-sonnet-4-6", "claude-haiku-5-5"})
  void aConversationGoesOnBehindASummaryOfTheProvider(String name) {
    var messages = messages(name);
    var made = model.compact(request(name, messages.subList(0, 5)), Optional.empty(), heard);
    assertThat(made).isInstanceOf(Compaction.Compacted.class);
    var summary = ((Compaction.Compacted) made).summary();
    var kept = new ArrayList<>(List.of(summary));
    kept.addAll(messages.subList(5, messages.size()));
    kept.add(Messages.user("Go on."));
    assertThat(model.reply(request(name, kept), heard).requestId()).isNotBlank();
    assertThat(heard.retries).isEmpty();
  }

  @Test
  void aModelWithoutSummariesIsNotAskedForOne() {
    var made =
        model.compact(
            request("claude-fable-5-2", List.of(Messages.user("Go."))), Optional.empty(), heard);
    assertThat(made).isInstanceOf(Compaction.NotPossible.class);
    assertThat(sent()).isEmpty();
  }

  @Test
  void theTimeForAReplyIsOursAndNotTheTenMinutesOfTheSdk() {
    var brief =
        new ModelSettings.Timeouts(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(2));
    simulator.inject(Fault.of(Fault.Kind.SLOW).pause(Duration.ofSeconds(1)));
    try (var hurried = open(Optional.empty(), brief)) {
      var go = request(MODEL, List.of(Messages.user("Go.")));
      assertThat(hurried.reply(go, heard).text()).isEqualTo("Looking.");
    }
    assertThat(heard.retries).isNotEmpty();
    assertThat(ModelSettings.Timeouts.DEFAULT.request()).isGreaterThan(Duration.ofHours(1));
  }

  @Test
  void nothingOfARequestWaitsForAnAcknowledgement() throws Exception {
    try (var socket = new PromptSockets().createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  /// Changes a signed block, as a bug of ours would.
  @Test
  void thinkingThatIsBoundToSomethingElseIsLeftOutOnce() {
    var messages = new ArrayList<>(messages(MODEL));
    messages.set(0, Messages.user("Go another way."));
    var reply = model.reply(request(MODEL, messages.subList(0, 5)), heard);
    assertThat(reply.thinkingDropped()).isTrue();
    assertThat(sent().getLast().body().toString()).doesNotContain("signature");
  }

  private Reply first() {
    return model.reply(request(MODEL, List.of(Messages.user("Go."))), heard);
  }

  private List<Reply> converse(String name) {
    var messages = new ArrayList<>(List.of(Messages.user("Go.")));
    var replies = new ArrayList<Reply>();
    while (replies.isEmpty() || !replies.getLast().toolCalls().isEmpty()) {
      var reply = model.reply(request(name, messages), heard);
      replies.add(reply);
      messages.add(reply.message());
      if (!reply.toolCalls().isEmpty()) {
        messages.add(
            Messages.toolResults(
                reply.toolCalls().stream()
                    .map(call -> new ToolResultBlock(call.id(), "fine", false))
                    .toList(),
                Optional.empty()));
      }
    }
    return replies;
  }

  /// The whole conversation: the opening, three replies, and the results between them.
  private List<Message> messages(String name) {
    var last = converse(name).getLast();
    var messages = new ArrayList<Message>();
    sent()
        .getLast()
        .body()
        .path("messages")
        .forEach(message -> messages.add(new Message(message.toString())));
    messages.add(last.message());
    return messages;
  }

  private static Request request(String name, List<Message> messages) {
    return new Request(name, "medium", "You work.", List.of(BASH), messages, Duration.ofMinutes(1));
  }

  private List<RecordedRequest> sent() {
    return simulator.requests().stream()
        .filter(request -> request.path().equals("/v1/messages"))
        .toList();
  }
}
