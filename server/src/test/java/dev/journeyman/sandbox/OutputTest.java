package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {

  private static final String LETTERS = "aé€😀\n";

  @TempDir Path directory;

  private static String randomText(Random random, int length) {
    var text = new StringBuilder();
    var points = LETTERS.codePoints().toArray();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static void feed(OutputCollector collector, byte[] bytes, Random random) {
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(1 + random.nextInt(40), bytes.length - at);
      var chunk = new byte[length];
      System.arraycopy(bytes, at, chunk, 0, length);
      collector.add(chunk, length);
      at += length;
    }
    collector.finish();
  }

  @Test
  void charactersSurviveEveryCut() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var text = randomText(random, random.nextInt(300));
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      var heard = new StringBuilder();
      var file = directory.resolve("full-" + round);
      var collector =
          new OutputCollector(random.nextInt(200), heard::append, Optional.of(file), 1 << 20);
      feed(collector, bytes, random);
      var output = collector.output();
      assertThat(heard.toString()).as("seed %d", seed).isEqualTo(text);
      assertThat(output.totalBytes()).as("seed %d", seed).isEqualTo(bytes.length);
      assertThat(output.text()).as("seed %d", seed).doesNotContain("\uFFFD");
      output.full().ifPresent(full -> assertThat(full).hasContent(text));
      assertThat(output.full().isPresent()).isEqualTo(output.text().contains("left out"));
    }
  }

  @Test
  void nothingIsWrittenToAFileThatNobodyAskedFor() {
    var file = directory.resolve("full");
    var limits = Limits.standard().withKeptOutput(10);
    for (var wanted : List.of(limits, limits.withFullOutput())) {
      assertThat(file).doesNotExist();
      var collector = OutputCollector.of(wanted, OutputListener.SILENT, file, 1 << 20);
      collector.add("0123456789abcdef".getBytes(StandardCharsets.UTF_8), 16);
      collector.finish();
      assertThat(collector.output().text()).contains("left out");
      assertThat(collector.output().full().isPresent()).isEqualTo(wanted.fullOutput());
    }
    assertThat(file).hasContent("0123456789abcdef");
  }

  @Test
  void headAndTailAreKept() {
    var collector =
        new OutputCollector(
            10, OutputListener.SILENT, Optional.of(directory.resolve("full")), 1 << 20);
    var bytes = "12345----------------67890".getBytes(StandardCharsets.UTF_8);
    collector.add(bytes, bytes.length);
    collector.finish();
    assertThat(collector.output().text())
        .isEqualTo("12345\n[... 16 of 26 bytes left out ...]\n67890");
  }

  @Test
  void theFullTextIsBounded() throws Exception {
    var full = directory.resolve("full");
    var collector = new OutputCollector(10, OutputListener.SILENT, Optional.of(full), 100);
    for (int i = 0; i < 50; i++) {
      collector.add("0123456789".getBytes(StandardCharsets.UTF_8), 10);
    }
    collector.finish();
    assertThat(collector.output().totalBytes()).isEqualTo(500);
    assertThat(Files.size(full)).isEqualTo(100);
  }

  @Test
  void whatIsNotTextDoesNoHarm() {
    var heard = new StringBuilder();
    var collector =
        new OutputCollector(100, heard::append, Optional.of(directory.resolve("full")), 1000);
    collector.add(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82}, 5);
    collector.finish();
    assertThat(heard.toString()).isEqualTo("a\uFFFDb\uFFFD");
    assertThat(collector.output().text()).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void aFailingListenerDoesNotStopTheCommand() {
    OutputListener failing =
        _ -> {
          throw new IllegalStateException("listener");
        };
    var collector = new OutputCollector(100, failing, Optional.of(directory.resolve("full")), 1000);
    collector.add(new byte[] {'a'}, 1);
    collector.finish();
    assertThat(collector.output().text()).isEqualTo("a");
  }
}
