package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NetworkAttacksTest extends SandboxTestBed {

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

  @Test
  void net03_abstractSocketsOfTheHostAreNotThere() {
    assertThat(text("grep -c @ /proc/net/unix").strip()).isEqualTo("0");
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
