package dev.journeyman.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The processes of this host at one moment, read from `/proc`.
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");
  private static final int PAGE_BYTES = 4096;
  private static final int KIB = 1024;

  /// @param startTicks when it began, in clock ticks since boot; with the id it is unique
  /// @param residentBytes memory in use, pages shared with others included
  record Row(long id, long parent, long startTicks, long residentBytes) {}

  private final Map<Long, Row> rows = new HashMap<>();
  private final Map<Long, List<Row>> children = new HashMap<>();

  private ProcessTable() {}

  static ProcessTable read() {
    var table = new ProcessTable();
    try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var entry : entries) {
        row(Long.parseLong(entry.getFileName().toString())).ifPresent(table::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("/proc cannot be read: " + e.getMessage(), e);
    }
    return table;
  }

  private void add(Row row) {
    rows.put(row.id(), row);
    children.computeIfAbsent(row.parent(), _ -> new ArrayList<>()).add(row);
  }

  /// The process itself, if it lives, and all that descend from it.
  List<Row> tree(long root) {
    var found = new ArrayList<Row>();
    var open = new ArrayDeque<Row>();
    Optional.ofNullable(rows.get(root)).ifPresent(open::add);
    while (!open.isEmpty()) {
      var row = open.remove();
      found.add(row);
      open.addAll(children.getOrDefault(row.id(), List.of()));
    }
    return found;
  }

  static boolean runsAsRoot() {
    return statusLine(PROC.resolve("self"), "Uid:")
        .map(line -> line.split("\\s+")[1].equals("0"))
        .orElse(false);
  }

  /// Empty if there is no such process any more.
  static Optional<Row> row(long id) {
    return text(PROC.resolve(Long.toString(id)).resolve("stat")).map(stat -> parse(id, stat));
  }

  /// False for one that is gone, or over and not yet fetched by its parent.
  static boolean runs(long id) {
    return text(PROC.resolve(Long.toString(id)).resolve("stat"))
        .map(stat -> stat.charAt(stat.lastIndexOf(')') + 2))
        .filter(state -> state != 'Z' && state != 'X')
        .isPresent();
  }

  /// The name in the second field may hold spaces and brackets: what counts begins after the last.
  static Row parse(long id, String stat) {
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return new Row(
        id,
        Long.parseLong(fields[1]),
        Long.parseLong(fields[19]),
        Long.parseLong(fields[21]) * PAGE_BYTES);
  }

  /// Memory that is this process's share alone, as far as the kernel tells us: anonymous and shared
  /// memory, without the pages of programs and files that can be dropped.
  static long ownBytes(long id) {
    var directory = PROC.resolve(Long.toString(id));
    var exact = text(directory.resolve("smaps_rollup"));
    if (exact.isPresent()) {
      return kilobytes(exact.get(), "Pss_Anon:") + kilobytes(exact.get(), "Pss_Shmem:");
    }
    var status = text(directory.resolve("status")).orElse("");
    return kilobytes(status, "RssAnon:") + kilobytes(status, "RssShmem:");
  }

  private static long kilobytes(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]) * KIB)
        .sum();
  }

  private static Optional<String> statusLine(Path process, String key) {
    return text(process.resolve("status"))
        .flatMap(status -> status.lines().filter(line -> line.startsWith(key)).findFirst());
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
