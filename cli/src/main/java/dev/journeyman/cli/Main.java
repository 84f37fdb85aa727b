package dev.journeyman.cli;

import dev.journeyman.cli.command.Root;
import dev.journeyman.cli.command.Surroundings;

/// The entry point of the terminal client.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Root.execute(Surroundings.ofProcess(), arguments));
  }
}
