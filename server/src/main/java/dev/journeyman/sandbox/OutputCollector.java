package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes what a command writes: keeps head and tail, tells the listener, and once something no
/// longer fits, writes everything to a file, up to a bound, if somebody wants it. One thread adds;
/// any may read.
final class OutputCollector {

  private static final Logger log = LoggerFactory.getLogger(OutputCollector.class);

  private final HeadAndTail kept;
  private final OutputListener listener;
  private final Optional<Path> fullFile;
  private final long fullBytes;
  private final Utf8Stream decoder = new Utf8Stream();
  private Optional<OutputStream> full = Optional.empty();
  private boolean fullBroken;

  OutputCollector(int keptBytes, OutputListener listener, Optional<Path> fullFile, long fullBytes) {
    this.kept = new HeadAndTail(keptBytes);
    this.listener = listener;
    this.fullFile = fullFile;
    this.fullBytes = fullBytes;
  }

  /// For a command with these limits.
  static OutputCollector of(Limits limits, OutputListener listener, Path fullFile, long fullBytes) {
    var wanted = limits.fullOutput() ? Optional.of(fullFile) : Optional.<Path>empty();
    return new OutputCollector(limits.keptOutputBytes(), listener, wanted, fullBytes);
  }

  /// Past the bound of the full text the listener hears nothing more either.
  void add(byte[] bytes, int length) {
    long before = total();
    int wanted = Math.clamp(fullBytes - before, 0, length);
    fullFile.ifPresent(file -> writeFull(file, bytes, length, wanted));
    synchronized (this) {
      kept.add(bytes, length);
    }
    if (wanted > 0) {
      tell(decoder.decode(bytes, wanted));
    }
  }

  void finish() {
    tell(decoder.finish());
    full.ifPresent(OutputCollector::close);
  }

  synchronized Output output() {
    return new Output(kept.text(), kept.total(), full.flatMap(_ -> fullFile));
  }

  private synchronized long total() {
    return kept.total();
  }

  private void tell(String text) {
    if (text.isEmpty()) {
      return;
    }
    try {
      listener.wrote(text);
    } catch (RuntimeException e) {
      log.warn("A listener of command output failed; the command goes on", e);
    }
  }

  private void writeFull(Path file, byte[] bytes, int length, int wanted) {
    if (fullBroken || (full.isEmpty() && kept.fits(length))) {
      return;
    }
    try {
      if (full.isEmpty()) {
        var opened = open(file);
        opened.write(kept.everything());
        synchronized (this) {
          full = Optional.of(opened);
        }
      }
      full.get().write(bytes, 0, wanted);
    } catch (IOException e) {
      fullBroken = true;
      log.warn("The full output cannot be written to {}: {}", file, e.getMessage());
    }
  }

  private static OutputStream open(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.newOutputStream(file, StandardOpenOption.WRITE);
  }

  private static void close(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      log.warn("The full output was not written to its end: {}", e.getMessage());
    }
  }
}
