package dev.journeyman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTableTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    // input, output, cache reads, five-minute writes, one-hour writes: a thousand tokens each
    "claude-sonnet-5-5, 2026-11-22, 0.0186",
    "claude-sonnet-5-5, 2026-10-06, 0.0187",
    "claude-opus-5-5, 2026-11-22, 0.0372",
    "claude-fable-5-2, 2026-11-22, 0.0742",
    "claude-mythos-5-2, 2026-11-22, 0.0742",
    "claude-haiku-5-5, 2026-11-22, 0.000935",
    "claude-haiku-4-5-20251001, 2026-11-22, 0.00935",
    "claude-opus-4-6, 2026-11-22, 0.04675",
  })
  void aReplyIsPricedByModelAndDay(String model, LocalDate day, BigDecimal cost) {
    var usage = new Usage(1000, 1000, 1000, 1000, 1000);
    assertThat(prices(model, day).costOf(usage)).isEqualByComparingTo(cost);
  }

  @Test
  void aLongPromptCostsMoreAsAWhole() {
    var haiku = prices("claude-haiku-5-5", DAY);
    assertThat(haiku.costOf(new Usage(0, 1000, 100_000, 0, 0))).isEqualByComparingTo("0.0015");
    assertThat(haiku.costOf(new Usage(1, 1000, 100_000, 0, 0))).isEqualByComparingTo("0.0075005");
  }

  @Test
  void nothingIsKnownOfOtherModels() {
    assertThat(ModelTable.open(Optional.empty()).find("llama", DAY)).isEmpty();
  }

  @Test
  void anOperatorsTableWinsFieldByField() throws IOException {
    var table =
        ModelTable.open(
            Optional.of(
                file(
                    """
                    models:
                      claude-sonnet-5-5:
                        context: 200000
                      qwen3-coder:
                        context: 131072
                        output: 16384
                        prices:
                          - {since: 2026-01-01, input: 0, output: 0, cacheRead: 0, write5m: 0, write1h: 0}
                    """)));
    var sonnet = table.find("claude-sonnet-5-5", DAY).orElseThrow();
    assertThat(sonnet.contextTokens()).isEqualTo(200_000);
    assertThat(sonnet.maxOutputTokens()).isEqualTo(128_000);
    var local = table.find("qwen3-coder", DAY).orElseThrow();
    assertThat(local.thinking()).isEqualTo(ModelProfile.Thinking.OMITTED);
    assertThat(local.prices().orElseThrow().costOf(new Usage(9, 9, 9, 9, 9)))
        .isEqualByComparingTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models: {x: {contxt: 5}}",
        "models: {x: 5}",
        "models: {x: {prices: [{since: 2026-01-01, input: 1}]}}",
        "models: {x: {prices: [{since: soon}]}}",
        "models: [",
      })
  void aTableInAnotherFormIsNamedWithItsFile(String content) throws IOException {
    var file = file(content);
    assertThatThrownBy(() -> ModelTable.open(Optional.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("models.yaml"), content);
  }

  private static Prices prices(String model, LocalDate day) {
    return ModelTable.open(Optional.empty()).find(model, day).orElseThrow().prices().orElseThrow();
  }
}
