package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// Answers `/v1/messages` and `/v1/messages/count_tokens`.
final class MessagesHandler {
  private final Validator validator;
  private final Script script;
  private final PromptCache cache;
  private final FaultQueue faults;
  private final Pauses pauses;

  MessagesHandler(
      Validator validator, Script script, PromptCache cache, FaultQueue faults, Pauses pauses) {
    this.validator = validator;
    this.script = script;
    this.cache = cache;
    this.faults = faults;
    this.pauses = pauses;
  }

  void count(Exchange exchange, ObjectNode body) throws IOException {
    var request = validator.check(exchange.headers(), body, true);
    exchange.send(200, Json.object().put("input_tokens", Prompt.of(request).tokens()));
  }

  void answer(Exchange exchange, ObjectNode body) throws IOException {
    var request = validator.check(exchange.headers(), body, false);
    var conversation = ConversationReader.read(body);
    var answer = script.answer(conversation);
    var fault = faults.next(conversation.place(), answer.fault());
    int window = script.window().orElse(request.model().window());
    if (fault.isPresent() && HttpFaults.answer(exchange, fault.get(), window)) {
      return;
    }
    var composer = new Composer(request, cache.use(request));
    var reply =
        request.compacts() ? composer.compacted(conversation) : composer.compose(answer, fault);
    RateLimitHeaders.put(exchange);
    new Carrier(exchange, pauses, fault).carry(reply, answer.delay(), request.streams());
  }
}
