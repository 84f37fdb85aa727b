package dev.journeyman.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedReadsTest {

  private final AtomicInteger truth = new AtomicInteger();

  @Test
  void noAnswerIsOlderThanItsQuestion() throws Exception {
    var reads =
        new SharedReads<String, Integer>(
            questions -> {
              int now = truth.get();
              return questions.stream().collect(Collectors.toMap(q -> q, _ -> now));
            });
    Callable<Boolean> asker =
        () -> {
          boolean fresh = true;
          for (int i = 0; i < 2000; i++) {
            int before = truth.incrementAndGet();
            fresh &= reads.ask("truth").orElseThrow() >= before;
          }
          return fresh;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> asker).toList())) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @Test
  void whoAsksWhileAReadIsUnderWayIsAnsweredByTheNextOne() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var rounds = new AtomicInteger();
    var reads =
        new SharedReads<Integer, Integer>(
            questions -> {
              int round = rounds.incrementAndGet();
              begun.countDown();
              awaitQuietly(goOn);
              return questions.stream().collect(Collectors.toMap(q -> q, _ -> round));
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> reads.ask(0));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      var others =
          IntStream.range(1, 50).mapToObj(i -> threads.submit(() -> reads.ask(i))).toList();
      Thread.sleep(200);
      goOn.countDown();
      assertThat(first.get(10, TimeUnit.SECONDS)).contains(1);
      for (var other : others) {
        assertThat(other.get(10, TimeUnit.SECONDS)).contains(2);
      }
    }
  }

  @Test
  void aReadThatFailsFailsForThoseWhoAskedAndNotForTheNext() {
    var reads =
        new SharedReads<String, String>(
            questions -> {
              if (questions.contains("bad")) {
                throw new IllegalStateException("broken on purpose");
              }
              return Map.of("good", "answer");
            });
    assertThatThrownBy(() -> reads.ask("bad"))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("broken on purpose");
    assertThat(reads.ask("good")).contains("answer");
    assertThat(reads.ask("unknown")).isEmpty();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
