package dev.journeyman.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A service that answers what a test tells it to, and the client that asks it.
@SuppressWarnings("NullAway.Init")
abstract class ClientTestBed {

  SmallService service;
  Client client;

  @TempDir private Path home;

  @BeforeEach
  void start() throws IOException {
    service = SmallService.start();
    client = Client.of(service, home);
  }

  @AfterEach
  void stop() {
    service.close();
  }
}
