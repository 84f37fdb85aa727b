package dev.journeyman.sandbox;

import java.util.List;

/// What the words of a failing bubblewrap mean, and what helps.
record Diagnosis(String reason, String remedy) {

  private record Known(String words, Diagnosis diagnosis) {}

  private static final int SHOWN_CHARACTERS = 500;
  private static final String REMEDY = ". Remedy: ";

  private static final List<Known> KNOWN =
      List.of(
          known(
              "No permissions to create new namespace",
              "User namespaces are switched off for the user of the sandbox",
              "set kernel.unprivileged_userns_clone=1 (and, on Ubuntu, "
                  + "kernel.apparmor_restrict_unprivileged_userns=0) with sysctl; in a container, "
                  + "also let its seccomp profile pass clone and unshare"),
          known(
              "setting up uid map",
              "The kernel refuses to map users into a user namespace",
              "on Ubuntu set kernel.apparmor_restrict_unprivileged_userns=0 with sysctl, or load an "
                  + "AppArmor profile that lets /usr/bin/bwrap use them"),
          known(
              "loopback: Failed",
              "The kernel refuses a network namespace its loopback device",
              "on Ubuntu set kernel.apparmor_restrict_unprivileged_userns=0 with sysctl, or load an "
                  + "AppArmor profile that lets /usr/bin/bwrap use user namespaces"),
          known(
              "Can't mount proc",
              "The container this runs in hides parts of /proc, so no new /proc can be mounted",
              "start the container with --security-opt systempaths=unconfined"),
          known(
              "max_*_namespaces exceeded",
              "The limit on namespaces is used up, or they are nested too deeply",
              "raise user.max_user_namespaces with sysctl, or end processes that hold namespaces"),
          known(
              "kernel does not support user namespaces",
              "The kernel has no user namespaces",
              "run on a kernel with CONFIG_USER_NS"),
          known(
              "No space left on device",
              "The limit on namespaces is used up (ENOSPC), or a disk is full",
              "raise user.max_user_namespaces with sysctl, or make room on the disk"),
          known(
              "Creating new namespace failed: Operation not permitted",
              "This process may not create namespaces",
              "in a container, let its seccomp profile pass clone and unshare "
                  + "(--security-opt seccomp=unconfined)"),
          known(
              "setpriv: ",
              "The service is root but may not change to the user of the sandbox",
              "start the service as an ordinary user, or give it CAP_SETUID and CAP_SETGID"),
          known(
              "Unknown option --disable-userns",
              "This bubblewrap is older than 0.8.0",
              "install bubblewrap 0.8.0 or newer"),
          known(
              "mount: ",
              "The kernel refuses a writable layer over a dependency cache",
              "use Linux 5.11 or newer with overlayfs, or name the directory in readOnlyPaths "
                  + "instead of caches"),
          known(
              "Can't find source path",
              "The user of the sandbox cannot reach a directory it is to see",
              "give every directory above the work trees the permission x for others "
                  + "(a home directory with mode 0700 hides what is below it)"),
          known(
              "prctl(PR_SET_SECCOMP)",
              "The kernel refuses the system call filter",
              "run on a kernel with CONFIG_SECCOMP_FILTER"));

  private static Known known(String words, String reason, String remedy) {
    return new Known(words, new Diagnosis(reason, remedy));
  }

  /// @param words what bubblewrap, or what starts it, wrote
  static Diagnosis of(String words, int exitValue) {
    return KNOWN.stream()
        .filter(known -> words.contains(known.words()))
        .findFirst()
        .map(known -> known.diagnosis().because(shortened(words)))
        .orElseGet(() -> unknown(words, exitValue));
  }

  private static Diagnosis unknown(String words, int exitValue) {
    if (exitValue == 137) {
      return new Diagnosis(
          "The sandbox was killed from outside", "see the host's log for who did (out of memory?)");
    }
    return new Diagnosis(
        "The sandbox broke with exit code " + exitValue + ": " + shortened(words),
        "run bwrap --unshare-all --ro-bind / / true as the user of the sandbox, to see what this host refuses");
  }

  private Diagnosis because(String words) {
    return new Diagnosis(reason + " (" + words + ")", remedy);
  }

  private static String shortened(String words) {
    var line = words.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "...";
  }

  String sentence() {
    return reason + REMEDY + remedy + ".";
  }

  /// What a sentence was made of; one without a remedy gets a general one.
  static Diagnosis read(String sentence) {
    int end = sentence.indexOf(REMEDY);
    return end < 0
        ? new Diagnosis(sentence, "mend what is told there, then start the service again")
        : new Diagnosis(
            sentence.substring(0, end),
            sentence.substring(end + REMEDY.length()).replaceFirst("\\.$", ""));
  }
}
