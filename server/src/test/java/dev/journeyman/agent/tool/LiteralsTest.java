package dev.journeyman.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiteralsTest {

  @Test
  void findsWhatContainsWouldFind() {
    var random = new Random(20_261);
    for (int round = 0; round < 5000; round++) {
      var literals =
          IntStream.range(0, 1 + random.nextInt(4))
              .mapToObj(_ -> text(random, 2 + random.nextInt(6)))
              .toList();
      var text = text(random, random.nextInt(60));
      assertThat(new Literals(literals).occurIn(text))
          .as("%s in %s", literals, text)
          .isEqualTo(literals.stream().anyMatch(text::contains));
    }
  }

  @Test
  void aLiteralLongerThanAnyLeapIsFoundAtTheEnd() {
    var literal = "x".repeat(300) + "end";
    assertThat(new Literals(List.of(literal)).occurIn("y".repeat(999) + literal)).isTrue();
    assertThat(new Literals(List.of(literal)).occurIn("y".repeat(999) + "x".repeat(300))).isFalse();
  }

  @Test
  void nothingIsFoundWhereThereIsNothingToFind() {
    assertThat(new Literals(List.of()).occurIn("anything")).isFalse();
  }

  /// Few letters, so that literals occur often; one outside Latin-1 among them.
  private static String text(Random random, int length) {
    return random
        .ints(length, 0, 3)
        .mapToObj(i -> List.of("a", "b", "ł").get(i))
        .collect(Collectors.joining());
  }
}
