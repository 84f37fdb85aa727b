package dev.journeyman.sandbox;

import java.util.List;

/// As whom commands run on the host. A service that is root never starts them as root.
public sealed interface SandboxUser {

  /// The service's own user, which is an ordinary one.
  record Same() implements SandboxUser {}

  /// The service is root and changes to this user; no account of that number needs to exist.
  record Switched(int uid, int gid) implements SandboxUser {
    public Switched {
      if (uid <= 0 || gid <= 0) {
        throw new IllegalArgumentException("Commands must not run as root: " + uid + ":" + gid);
      }
    }
  }

  /// The user and group number that a root service uses unless told otherwise.
  int STANDARD_ID = 64100;

  /// What fits the user of this process.
  static SandboxUser ofThisProcess() {
    return ProcessTable.runsAsRoot() ? new Switched(STANDARD_ID, STANDARD_ID) : new Same();
  }

  /// What stands before a command line to run it as this user.
  default List<String> prefix() {
    return switch (this) {
      case Same _ -> List.of();
      case Switched(int uid, int gid) ->
          List.of("/usr/bin/setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--");
    };
  }
}
