package dev.journeyman.app;

import java.io.PrintStream;

/// What the doctor finds, a line each, told as it is found. Of one thread.
final class Findings {

  private final PrintStream out;
  private boolean healthy = true;

  Findings(PrintStream out) {
    this.out = out;
  }

  void good(String what, String found) {
    out.printf("ok       %-8s %s%n", what, found);
  }

  void note(String text) {
    out.printf("  note: %s%n", text);
  }

  void bad(String what, String found, String remedy) {
    healthy = false;
    out.printf("PROBLEM  %-8s %s: %s%n", what, found, remedy);
  }

  boolean healthy() {
    return healthy;
  }
}
