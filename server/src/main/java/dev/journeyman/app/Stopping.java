package dev.journeyman.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Waits for Ctrl-C or SIGTERM, then closes what was given, in one ordered hook.
final class Stopping {

  private static final AtomicBoolean ASKED = new AtomicBoolean();

  private Stopping() {}

  /// Registers the hook; the virtual machine ends only when everything is closed.
  static void closeAtExit(AutoCloseable... things) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(
                    () -> {
                      ASKED.set(true);
                      for (var thing : things) {
                        close(thing);
                      }
                    }));
  }

  /// Whether the program is about to end; what fails from now on fails because of that.
  static boolean asked() {
    return ASKED.get();
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
