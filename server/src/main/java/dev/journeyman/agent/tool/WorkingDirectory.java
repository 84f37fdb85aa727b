package dev.journeyman.agent.tool;

/// Where the next command starts, relative to the work tree; `.` is its root.
public final class WorkingDirectory {

  private volatile String current = ".";

  public String current() {
    return current;
  }

  public void moveTo(String directory) {
    current = directory;
  }
}
