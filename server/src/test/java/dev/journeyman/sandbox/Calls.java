package dev.journeyman.sandbox;

/// System calls as a command would make them by hand, with their numbers here.
enum Calls {
  OPENAT(257, 56),
  OPENAT2(437, 437),
  FCHMODAT(268, 53),
  FCHMODAT2(452, 452),
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  OPEN_BY_HANDLE_AT(304, 265),
  PTRACE(101, 117),
  BPF(321, 280),
  KEYCTL(250, 219),
  PERF_EVENT_OPEN(298, 241),
  USERFAULTFD(323, 282),
  IO_URING_SETUP(425, 425),
  PERSONALITY(135, 92);

  private final int intel;
  private final int arm;

  Calls(int intel, int arm) {
    this.intel = intel;
    this.arm = arm;
  }

  int number() {
    return System.getProperty("os.arch").equals("aarch64") ? arm : intel;
  }

  /// Makes the call with zeros, and tells what came of it.
  String script() {
    return script("0");
  }

  String script(String first) {
    return "perl -e 'print syscall(%d, %s, 0, 0, 0, 0), \" $!\\n\"'".formatted(number(), first);
  }
}
