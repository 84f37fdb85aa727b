package dev.journeyman.app;

import dev.journeyman.database.StoredJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What an evaluation leaves: `predictions.jsonl` in the form of SWE-bench, `results.jsonl`, and
/// `report.json`. A result is written after its prediction, so that an instance with a result is
/// done. Safe for use by many threads.
record EvalFiles(Path directory) {

  static EvalFiles in(Path directory) throws IOException {
    Files.createDirectories(directory);
    return new EvalFiles(directory);
  }

  /// The results so far, oldest first. A last line that was cut off by a crash is done again.
  List<EvalResult> results() throws IOException {
    var results = new ArrayList<EvalResult>();
    var file = directory.resolve("results.jsonl");
    if (Files.exists(file)) {
      for (var line : Files.readString(file).split("(?<=\n)")) {
        if (line.endsWith("\n")) {
          results.add(StoredJson.read(line, EvalResult.class));
        }
      }
    }
    return results;
  }

  synchronized void add(String model, String patch, EvalResult result) throws IOException {
    append(
        "predictions.jsonl",
        Map.of(
            "instance_id", result.instanceId(),
            "model_name_or_path", model,
            "model_patch", patch));
    append("results.jsonl", result);
  }

  private void append(String name, Object line) throws IOException {
    var file = directory.resolve(name);
    var text = StoredJson.write(line) + "\n";
    var whole = Files.exists(file) ? Files.readString(file) : "";
    if (!whole.isEmpty() && !whole.endsWith("\n")) {
      Files.writeString(file, whole.substring(0, whole.lastIndexOf('\n') + 1));
    }
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Sums up all results and writes the report.
  Map<String, Object> report(int instances) throws IOException {
    var results = results();
    long prompt = results.stream().mapToLong(EvalResult::promptTokens).sum();
    long read = results.stream().mapToLong(EvalResult::cacheReads).sum();
    long resolved = results.stream().filter(EvalResult::resolved).count();
    var report = new LinkedHashMap<String, Object>();
    report.put("instances", instances);
    report.put("done", results.size());
    report.put("resolved", resolved);
    report.put("resolvedRate", rate(resolved, results.size()));
    report.put(
        "costUsd",
        results.stream()
            .map(EvalResult::costUsd)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .sum());
    report.put("priceUnknown", results.stream().filter(result -> result.costUsd() == null).count());
    report.put("turns", results.stream().mapToInt(EvalResult::turns).sum());
    report.put("seconds", results.stream().mapToDouble(EvalResult::seconds).sum());
    report.put("cacheRate", rate(read, prompt));
    report.put(
        "unresolved",
        results.stream().filter(result -> !result.resolved()).map(EvalResult::instanceId).toList());
    Files.writeString(directory.resolve("report.json"), StoredJson.tree(report).toPrettyString());
    return report;
  }

  private static double rate(long part, long whole) {
    return whole == 0 ? 0 : Math.round(1000.0 * part / whole) / 1000.0;
  }
}
