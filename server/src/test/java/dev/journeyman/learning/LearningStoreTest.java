package dev.journeyman.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.task.Decision;
import dev.journeyman.task.Page;
import dev.journeyman.task.TestTasks;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearningStoreTest {

  private final TestTasks tasks = TestTasks.fresh();
  private final LearningStore learnings = new LearningStore(tasks.database(), Clock.systemUTC());

  @AfterEach
  void close() {
    tasks.close();
  }

  @Test
  void learningsAreFoundByWordsAndByOutcome() {
    learnings.add(tasks.submit(), true, List.of("Prices are whole cents"), List.of());
    learnings.add(tasks.submit(), false, List.of(), List.of("Run the linter first"));

    assertThat(list("default", Optional.empty(), Optional.empty()).total()).isEqualTo(2);
    assertThat(list("default", Optional.of(true), Optional.empty()).items())
        .singleElement()
        .satisfies(
            learning -> assertThat(learning.patterns()).containsExactly("Prices are whole cents"));
    assertThat(list("default", Optional.empty(), Optional.of("linters")).items())
        .singleElement()
        .satisfies(learning -> assertThat(learning.success()).isFalse());
  }

  @Test
  void anotherTenantSeesNothing() {
    learnings.add(tasks.submit(), true, List.of("Prices are whole cents"), List.of());
    assertThat(list("somebody", Optional.empty(), Optional.empty()).items()).isEmpty();
  }

  @Test
  void whatATaskWasGivenIsCounted() {
    learnings.add(tasks.submit(), true, List.of("Do something with care"), List.of());
    var later = tasks.submit();

    var given = learnings.recall(later, 5);
    assertThat(given).hasSize(1);
    learnings.add(tasks.submit(), true, List.of("Do something else"), List.of());
    assertThat(learnings.recall(later, 5))
        .as("asked again after a restart")
        .extracting(Learning::id)
        .containsExactly(given.getFirst().id());

    assertThat(list("default", Optional.empty(), Optional.empty()).items())
        .extracting(Learning::timesUsed)
        .containsExactly(0L, 1L);
  }

  @Test
  void whatIsWithheldIsGivenToNobodyUntilItIsOfferedAgain() {
    learnings.add(tasks.submit(), true, List.of("Do something with care"), List.of());
    var id = list("default", Optional.empty(), Optional.empty()).items().getFirst().id();
    var decision = new Decision("mira", Instant.parse("2026-11-30T18:00:00Z"), "no longer so");

    learnings.withhold(id, Optional.of(decision));

    assertThat(learnings.recall(tasks.submit(), 5)).isEmpty();
    assertThat(learnings.find("default", id).orElseThrow().disabled()).contains(decision);
    assertThat(learnings.find("somebody", id)).isEmpty();
    learnings.withhold(id, Optional.empty());
    assertThat(learnings.recall(tasks.submit(), 5)).hasSize(1);
  }

  @Test
  void whatSharesAWordIsRecalledBeforeWhatDoesNotAndCopiesCountOnce() {
    learnings.add(tasks.submit(), true, List.of("The carburettor needs care"), List.of());
    for (int i = 0; i < 10; i++) {
      learnings.add(tasks.submit(), true, List.of("Notes are kept in note.txt"), List.of());
    }
    learnings.add(tasks.submit(), true, List.of("Prices are whole cents"), List.of());
    var found = learnings.recall(tasks.submit("Please mend the carburettor soon, and well"), 3);
    assertThat(found).extracting(learning -> learning.patterns().getFirst()).hasSize(3);
    assertThat(found.getFirst().patterns()).containsExactly("The carburettor needs care");
  }

  private Page.Of<Learning> list(
      String tenant, Optional<Boolean> successful, Optional<String> search) {
    return learnings.list(
        new LearningFilter(tenant, successful, search, Optional.empty(), Optional.empty()),
        Page.first(10));
  }
}
