package dev.journeyman.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what leaves the service, with the secrets it knows taken out.
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final Redaction redaction;

  Answers(Redaction redaction) {
    this.redaction = redaction;
  }

  void json(Context context, int status, JsonNode node) {
    send(context, status, "application/json", line(node));
  }

  /// Writes what was made ready before, secrets taken out.
  void ready(Context context, byte[] json) {
    context.status(200).contentType("application/json").result(json);
  }

  /// Writes a text for people.
  void text(Context context, String type, String text) {
    send(context, 200, type, redaction.views().apply(text));
  }

  /// Writes what is used as it is.
  void file(Context context, String type, String text) {
    send(context, 200, type, redaction.files().apply(text));
  }

  /// One line of JSON.
  String line(JsonNode node) {
    return redaction.views().apply(Json.line(node));
  }

  void problem(Context context, Throwable error) {
    var problem = Problems.of(error);
    var requestId = FrontDoor.requestId(context);
    log(context, requestId, problem, error);
    if (problem.status() == 401) {
      context.header("WWW-Authenticate", "Bearer");
    }
    var body = problem.json(context.path(), requestId);
    send(context, problem.status(), "application/problem+json", line(body));
  }

  /// A refusal with its reason is no defect: only what nobody foresaw needs its stack trace. What
  /// the caller did wrong is the caller's to know, and of interest here to who looks for it.
  private static void log(Context context, String requestId, Problem problem, Throwable error) {
    var request = "%s %s %s".formatted(requestId, context.method(), context.path());
    if (problem.status() < 500) {
      LOG.debug("Request {} was refused: {} {}", request, problem.status(), problem.slug());
    } else if (Problems.isDefect(problem)) {
      LOG.error("Request {} failed", request, error);
    } else {
      LOG.warn("Request {} failed: {}", request, problem.detail().orElse(problem.title()));
    }
  }

  private static void send(Context context, int status, String type, String text) {
    context.status(status).contentType(type).result(text.getBytes(StandardCharsets.UTF_8));
  }
}
