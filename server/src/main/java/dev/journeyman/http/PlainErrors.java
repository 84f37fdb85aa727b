package dev.journeyman.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what never becomes a request, such as bytes that are no HTTP, without a word about the
/// server behind.
final class PlainErrors extends ErrorHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PlainErrors.class);

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    var title = HttpStatus.getMessage(code);
    var problem = Problem.of(code, "http-" + code, title, "The request is not valid HTTP");
    var id = UUID.randomUUID().toString();
    LOG.debug("Request {} was refused: {} {}", id, code, title);
    var body = Json.line(problem.json(request.getHttpURI().getCanonicalPath(), id));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
