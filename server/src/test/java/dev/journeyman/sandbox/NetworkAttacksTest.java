package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NetworkAttacksTest extends SandboxTestBed {

  private static final String LISTEN =
      """
      use Socket; $| = 1;
      socket(S, AF_UNIX, SOCK_STREAM, 0) && bind(S, pack_sockaddr_un("\\0" . $ARGV[0]))
        && listen(S, 5) or die $!;
      print "listens\\n"; while (1) { accept(C, S) }
      """;
  private static final String CONNECT =
      """
      use Socket;
      socket(S, AF_UNIX, SOCK_STREAM, 0) or die $!;
      print connect(S, pack_sockaddr_un("\\0" . $ARGV[0])) ? "connected" : "$!";
      """;

  @Test
  void net01_onlyLoopbackExists() {
    assertThat(text("tail -n +3 /proc/net/dev | cut -d: -f1").strip()).isEqualTo("lo");
    assertThat(text("cat /proc/net/route | wc -l").strip()).isEqualTo("1");
  }

  @Test
  void net01_theHostsPortsCannotBeReached() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var script = "exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort() + " && echo reached";
      assertThat(text(script)).contains("Connection refused").doesNotContain("reached");
    }
  }

  @Test
  void net01_otherAddressesFailAtOnce() {
    for (var address : new String[] {"169.254.169.254", "10.0.0.1", "1.1.1.1"}) {
      var outcome =
          run(
              Command.script(workTree, "exec 3<>/dev/tcp/" + address + "/80")
                  .with(Limits.standard().withTimeout(Duration.ofSeconds(5))));
      assertThat(outcome).isInstanceOf(Outcome.Exited.class);
      assertThat(outcome.written().text()).contains("Network is unreachable");
    }
  }

  @Test
  void net02_noNameIsResolved() {
    assertThat(run("getent hosts example.com").succeeded()).isFalse();
  }

  /// What needs no internet to be told from a machine that has none.
  @Test
  void net02_anotherAddressOfTheHostCannotBeReached() throws Exception {
    var address = outerAddress();
    assumeThat(address).as("the host has an address besides loopback").isPresent();
    try (var server = new ServerSocket(0, 5, address.orElseThrow())) {
      var place = address.orElseThrow().getHostAddress() + "/" + server.getLocalPort();
      var script = "exec 3<>/dev/tcp/" + place + " && echo reached";

      assertThat(outside("bash", "-c", script)).isEqualTo("reached\n");
      assertThat(text(script)).contains("Network is unreachable").doesNotContain("reached");
    }
  }

  private static Optional<InetAddress> outerAddress() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .filter(address -> !address.isLoopbackAddress())
        .findFirst();
  }

  private static String outside(String... program) throws Exception {
    var process = new ProcessBuilder(program).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void net03_abstractSocketsOfTheHostAreNotThere() throws Exception {
    var name = "journeyman-" + UUID.randomUUID();
    var listener = new ProcessBuilder("perl", "-e", LISTEN, name).start();
    try (var said = listener.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("listens");

      assertThat(outside("perl", "-e", CONNECT, name)).isEqualTo("connected");
      assertThat(run(Command.of(workTree, List.of("perl", "-e", CONNECT, name))).written().text())
          .isEqualTo("Connection refused");
      assertThat(text("grep -c @ /proc/net/unix").strip()).isEqualTo("0");
    } finally {
      listener.destroyForcibly();
    }
  }

  @Test
  void otherSocketFamiliesCannotBeMade() {
    var script =
        "perl -e 'use Socket; for (40, 38, 17) "
            + "{ print socket(my $s, $_, SOCK_STREAM, 0) ? \"made $_\\n\" : \"$!\\n\" }'";
    assertThat(text(script).lines())
        .hasSize(3)
        .allMatch(line -> line.contains("Address family not supported"));
  }

  @Test
  void loopbackWorksInside() {
    var script =
        "perl -MIO::Socket::INET -e '$s=IO::Socket::INET->new(Listen=>1,LocalAddr=>\"127.0.0.1\");"
            + "$c=IO::Socket::INET->new(PeerAddr=>\"127.0.0.1\",PeerPort=>$s->sockport);"
            + "print $c ? \"works\" : \"fails\"'";
    assertThat(text(script)).isEqualTo("works");
  }
}
