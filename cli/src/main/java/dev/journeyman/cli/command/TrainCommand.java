package dev.journeyman.cli.command;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Runs the usual commands against a small server of its own, so that the next start finds ready
/// what was loaded.
@Command(name = "train", hidden = true, description = "Run the usual commands for the start cache.")
final class TrainCommand implements Callable<Integer> {

  private static final String TASK =
      """
      {"id":"t","task":"x","status":"completed","progress":100,"usage":{},"costUsd":0.1,\
      "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z",\
      "availableActions":["rollback"],"result":{"changes":["a"]}}""";

  private static final String PAGE = "{\"tasks\":[" + TASK + "],\"pagination\":{\"total\":1}}";

  private static final String STREAM =
      "id: 1\ndata: " + TASK + "\n\nid: 1\nevent: end\ndata: " + TASK + "\n\n";

  @Override
  public Integer call() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/api/autonomous/tasks", "application/json", PAGE);
    answer(server, "/api/autonomous/tasks/t", "application/json", TASK);
    answer(server, "/api/autonomous/stream/t", "text/event-stream", STREAM);
    server.start();
    try (var nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      var surroundings =
          new Surroundings(
              Map.of(
                  "JOURNEYMAN_URL",
                  "http://127.0.0.1:" + server.getAddress().getPort(),
                  "JOURNEYMAN_TOKEN",
                  "train"),
              new ByteArrayInputStream(new byte[0]),
              nowhere,
              nowhere,
              Optional.empty(),
              () -> 80);
      Root.execute(surroundings, "--version");
      Root.execute(surroundings, "--help");
      Root.execute(surroundings, "tasks", "--color=always");
      Root.execute(surroundings, "show", "t", "--json");
      Root.execute(surroundings, "show", "t");
      return Root.execute(surroundings, "watch", "t");
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpServer server, String path, String type, String text) {
    server.createContext(
        path,
        exchange -> {
          var bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(200, bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
  }
}
