package dev.journeyman.pipeline;

import dev.journeyman.workspace.Identity;

/// Whom commits of the service name.
final class Authors {

  static final Identity SERVICE = new Identity("Journeyman", "journeyman@localhost");

  private Authors() {}
}
