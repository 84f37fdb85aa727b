package dev.journeyman.app;

import java.util.concurrent.CountDownLatch;

/// Waits for Ctrl-C or SIGTERM, then closes what was given, in one ordered hook.
final class Stopping {

  private Stopping() {}

  /// Registers the hook; the virtual machine ends only when everything is closed.
  static void closeAtExit(AutoCloseable... things) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(
                    () -> {
                      for (var thing : things) {
                        close(thing);
                      }
                    }));
  }

  /// Never returns; the hook ends the program.
  static void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      org.slf4j.LoggerFactory.getLogger(Stopping.class).warn("Could not close cleanly", e);
    }
  }
}
