package dev.journeyman.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.database.Database;
import dev.journeyman.database.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditLogTest {

  private final Database database = TestDatabase.fresh();
  private final AuditLog audit = new AuditLog(database, Clock.systemUTC());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anUntouchedChainHolds() {
    append("one", "two", "three");
    assertThat(audit.firstBroken()).isEmpty();
    assertThat(audit.list(AuditFilter.all("default"), OptionalLong.empty(), 10))
        .extracting(AuditEntry::action)
        .containsExactly("three", "two", "one");
    assertThat(audit.list(AuditFilter.all("somebody"), OptionalLong.empty(), 10)).isEmpty();
  }

  @Test
  void aChangedEntryIsFound() {
    append("one", "two", "three");
    TestDatabase.asSuperuser(database, "update audit set actor = 'nobody' where sequence = 2");
    assertThat(audit.firstBroken()).hasValue(2);
  }

  @Test
  void aChangedDetailIsFound() {
    append("one", "two");
    TestDatabase.asSuperuser(
        database, "update audit set detail = detail || '{\"b\": 3}' where sequence = 1");
    assertThat(audit.firstBroken()).hasValue(1);
  }

  @Test
  void aMissingEntryIsFound() {
    append("one", "two", "three");
    TestDatabase.asSuperuser(database, "delete from audit where sequence = 2");
    assertThat(audit.firstBroken()).hasValue(3);
  }

  @Test
  void theServiceItselfCanNeitherChangeNorDelete() {
    append("one");
    for (var statement : List.of("update audit set actor = 'nobody'", "delete from audit")) {
      assertThatThrownBy(() -> database.withHandle(handle -> handle.execute(statement)))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void manyWritersMakeOneChain() throws Exception {
    List<Callable<Boolean>> writers =
        IntStream.range(0, 40)
            .<Callable<Boolean>>mapToObj(
                number ->
                    () -> {
                      append("action " + number);
                      return true;
                    })
            .toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : executor.invokeAll(writers)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(audit.firstBroken()).isEmpty();
    assertThat(audit.list(AuditFilter.all("default"), OptionalLong.empty(), 100)).hasSize(40);
  }

  private void append(String... actions) {
    for (var action : actions) {
      audit.append(
          "default", "tester", "127.0.0.1", action, "a task", Map.of("b", 2, "a", "first: 1"));
    }
  }
}
