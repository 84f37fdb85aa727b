package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a unit refuses to the service it refuses to bubblewrap and the JVM, too. Each reason is
/// what they said under systemd 252 with that option.
class SystemdUnitTest {

  private static final Path UNIT = Path.of("..", "deploy", "systemd", "journeyman.service");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ProtectHostname        | bwrap: Can't set hostname to sandbox: Operation not permitted
          ProtectKernelTunables  | bwrap: cannot open /proc/sys/user/max_user_namespaces: Read-only file system
          ProcSubset             | bwrap: Can't read /proc/sys/kernel/overflowuid: No such file or directory
          RestrictNamespaces     | bwrap: No permissions to create new namespace
          SystemCallFilter       | bwrap is killed by SIGSYS, with @system-service
          MemoryDenyWriteExecute | java: Failed to mark memory page as executable
          """)
  void noOptionBreaksTheSandbox(String option, String reason) throws IOException {
    assertThat(settings()).as(reason).noneMatch(line -> line.startsWith(option + "="));
  }

  @Test
  void bubblewrapCanBringUpLoopback() throws IOException {
    var reason = "bwrap: loopback: Failed to create NETLINK_ROUTE socket";
    assertThat(settings())
        .filteredOn(line -> line.startsWith("RestrictAddressFamilies="))
        .as(reason)
        .allMatch(line -> line.contains(" AF_NETLINK"));
  }

  private static List<String> settings() throws IOException {
    var lines = Files.readAllLines(UNIT).stream().filter(line -> line.contains("=")).toList();
    assertThat(lines).contains("NoNewPrivileges=yes");
    return lines;
  }
}
