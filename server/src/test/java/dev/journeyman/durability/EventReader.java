package dev.journeyman.durability;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Follows the stream of one task in full detail on a thread of its own, until the task is over.
final class EventReader implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Long> numbers = new ArrayList<>();
  private final Thread thread;
  private volatile boolean ended;

  EventReader(ServiceProcess service, String task) {
    var request =
        HttpRequest.newBuilder(service.address("/api/autonomous/stream/" + task + "?detail=full"))
            .header("Authorization", "Bearer " + ServiceProcess.token("tester"))
            .build();
    thread = Thread.ofVirtual().name("reader of " + task).start(() -> follow(request));
  }

  private void follow(HttpRequest request) {
    try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
      var frame = new ArrayList<String>();
      lines.forEach(
          line -> {
            if (line.isEmpty()) {
              take(frame);
              frame.clear();
            } else {
              frame.add(line);
            }
          });
    } catch (IOException | java.io.UncheckedIOException _) {
      // Whoever asks for the end sees that it did not come.
      return;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A named event with a number is one of the log; `end` repeats the last one's.
  private void take(List<String> frame) {
    if (frame.contains("event: end")) {
      ended = true;
    } else if (frame.stream().anyMatch(line -> line.startsWith("event: "))) {
      frame.stream()
          .filter(line -> line.startsWith("id: "))
          .forEach(line -> numbers.add(Long.parseLong(line.substring("id: ".length()))));
    }
  }

  /// @param expected the numbers of the stored events that a stream tells one by one
  List<String> findings(String task, List<Long> expected) throws InterruptedException {
    thread.join(20_000);
    if (!ended) {
      return List.of("the stream of task " + task + " did not end");
    }
    return numbers.equals(expected)
        ? List.of()
        : List.of(
            "the stream of task %s told of events %s, stored are %s"
                .formatted(task, numbers, expected));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
