package dev.journeyman.agent.tool;

import dev.journeyman.workspace.TreePath;

/// Where the next command starts, as an absolute path inside the sandbox.
public final class WorkingDirectory {

  private volatile String current = TreePath.MOUNT;

  public String current() {
    return current;
  }

  public void moveTo(String directory) {
    current = directory;
  }
}
