package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What the front door refuses leaves a trace, and no more than that.
class RefusalsTest {

  private static final String TASKS = "/api/autonomous/tasks";

  private final TestService service = new TestService();
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    lines.start();
    ((Logger) LoggerFactory.getLogger(FrontDoor.class)).addAppender(lines);
  }

  @AfterEach
  void stop() {
    ((Logger) LoggerFactory.getLogger(FrontDoor.class)).detachAppender(lines);
    service.close();
  }

  @Test
  void aRefusedHostIsCountedAndFoundByItsRequestId() throws IOException {
    for (int port : List.of(service.port(), service.managementPort())) {
      lines.all.clear();
      var id = refused(port, "GET", TASKS, "Host: evil.test").get("requestId").textValue();
      assertThat(lines.all).hasSize(1);
      var line = lines.all.getFirst();
      assertThat(line.getMDCPropertyMap()).containsEntry("requestId", id);
      assertThat(line.getFormattedMessage())
          .contains(id, "GET " + TASKS, "127.0.0.1", "host 'evil.test'");
    }
    assertThat(counted("GET", 421)).isEqualTo(1);
  }

  @Test
  void aRefusedOriginIsCountedAndFoundByItsRequestId() {
    var answer =
        service
            .client()
            .delete(TASKS + "/none", "Origin", "https://evil.test/\u009b31m" + "x".repeat(500));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(lines.all).hasSize(1);
    assertThat(lines.all.getFirst().getFormattedMessage())
        .contains(answer.json().get("requestId").textValue(), "origin 'https://evil.test/?")
        .hasSizeLessThan(400);
    assertThat(counted("DELETE", 403)).isEqualTo(1);
  }

  @Test
  void aFloodOfThemDoesNotFillTheLog() throws IOException {
    for (int i = 0; i < 5 * FewLines.A_MINUTE; i++) {
      refused(service.port(), "GET", "/", "Host: evil.test");
    }
    assertThat(lines.all).hasSizeBetween(FewLines.A_MINUTE, 2 * FewLines.A_MINUTE);
    assertThat(counted("GET", 421)).isEqualTo(5 * FewLines.A_MINUTE);
  }

  /// How many requests the metrics have, whatever they were for.
  private int counted(String method, int status) {
    return new ContractClient(service.managementPort(), Optional.empty())
        .outside("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("journeyman_http_requests_seconds_count{"))
        .filter(line -> line.contains("method=\"%s\"".formatted(method)))
        .filter(line -> line.contains("status=\"%d\"".formatted(status)))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static JsonNode refused(int port, String method, String path, String host)
      throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      var request =
          "%s %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n".formatted(method, path, host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 421");
      return StoredJson.tree(answer.substring(answer.indexOf("\r\n\r\n")).strip());
    }
  }

  /// Keeps lines with what their thread knew.
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      event.prepareForDeferredProcessing();
      all.add(event);
    }
  }
}
