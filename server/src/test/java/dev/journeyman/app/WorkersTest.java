package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.database.Database;
import dev.journeyman.database.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tasks are refused only where no worker could begin one.
class WorkersTest {

  private final Database database = TestDatabase.fresh();
  private final Workers workers = new Workers(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void withoutAnyWorkerTasksWait() {
    assertThat(workers.refusal()).isEmpty();
    assertThat(workers.full()).isEmpty();
  }

  @Test
  void oneThatHasRoomIsEnoughAndTheOtherIsNamed() {
    workers.report("first", Optional.of("the disk is full"));
    workers.report("second", Optional.empty());
    assertThat(workers.refusal()).isEmpty();
    assertThat(workers.full()).containsExactly("first: the disk is full");

    workers.report("second", Optional.of("its disk too"));
    assertThat(workers.refusal())
        .hasValueSatisfying(
            why -> assertThat(why).contains("first: the disk is full", "second: its disk too"));

    workers.report("first", Optional.empty());
    assertThat(workers.refusal()).as("there is room again").isEmpty();
  }

  @Test
  void oneThatIsGoneHasNoRoom() {
    workers.report("full", Optional.of("the disk is full"));
    workers.report("gone", Optional.empty());
    database.withHandle(
        handle ->
            handle.execute(
                "update worker set seen_at = now() - interval '1 minute' where name = 'gone'"));
    assertThat(workers.refusal()).isPresent();
  }
}
