package dev.journeyman.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Tells whether this bubblewrap has the defect CVE-2026-87766, by trying it on a directory of our
/// own: version numbers prove nothing, distributions repair without changing them.
///
/// @param program runs a line to its end and gives what it wrote
record LinkCanary(Function<List<String>, String> program, SandboxUser user, Path tree) {

  boolean followsLinks() {
    var victim = new Ownership(user).makeDirectory(tree.resolve("victim"));
    var inner = new Ownership(user).makeDirectory(tree.resolve("tree"));
    var link = inner.resolve("link");
    var made = victim.resolve("made");
    try {
      Files.deleteIfExists(link);
      Files.deleteIfExists(made);
      Files.createSymbolicLink(link, Path.of("/oldroot" + victim));
      var _ = program.apply(line(inner));
      return Files.deleteIfExists(made);
    } catch (IOException e) {
      throw new UncheckedIOException("The canary cannot be set up in " + tree, e);
    }
  }

  private List<String> line(Path inner) {
    var line = new ArrayList<>(user.prefix());
    line.addAll(List.of(BubblewrapStart.BUBBLEWRAP, "--unshare-user", "--die-with-parent"));
    line.addAll(List.of("--ro-bind", "/usr", "/usr", "--bind", inner.toString(), "/tree"));
    line.addAll(List.of("--dir", "/tree/link/made", "--", "/usr/bin/true"));
    return line;
  }
}
