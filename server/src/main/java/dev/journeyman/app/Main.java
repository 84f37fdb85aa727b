package dev.journeyman.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The entry point of every command.
public final class Main {

  private static final Logger LOGGER = LoggerFactory.getLogger(Main.class);
  private static final int USAGE = 64;

  private Main() {}

  public static void main(String[] arguments) {
    LOGGER.info("Usage: journeyman serve | demo | token | doctor | sandbox | simulator");
    System.exit(USAGE);
  }
}
