package dev.journeyman.sandbox.seccomp;

import java.util.Optional;

/// A processor architecture whose system calls we know.
public enum Architecture {
  X86_64(0xC000003E),
  AARCH64(0xC00000B7);

  /// What the kernel puts into `seccomp_data.arch`.
  final int auditNumber;

  Architecture(int auditNumber) {
    this.auditNumber = auditNumber;
  }

  /// The architecture this virtual machine runs on; empty if there is no table for it.
  public static Optional<Architecture> ofThisMachine() {
    return named(System.getProperty("os.arch", ""));
  }

  static Optional<Architecture> named(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64", "arm64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }
}
