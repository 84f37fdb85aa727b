package dev.journeyman.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyPolicyTest {

  private static ProxyPolicy policy(String address, String... hosts) {
    return new ProxyPolicy(
        new AllowList(List.of(hosts)),
        Set.of(443),
        Set.of(),
        Duration.ofSeconds(1),
        _ -> new InetAddress[] {InetAddress.getByName(address)});
  }

  private static RequestHead head(String text) throws Exception {
    return RequestHead.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allowed.test@evil.test:443",
        "127.0.0.1:443",
        "2130706433:443",
        "0x7f.1:443",
        "0x7f000001:443",
        "[::1]:443",
        "allowed.test.:443",
        "allowed..test:443",
        "-allowed.test:443",
        "allowed.test:0",
        "allowed.test:99999",
        "allowed.test:443:80",
        "allowed.test%00.evil:443",
        "allowed.test/x:443",
        "",
        ":443"
      })
  void net05_whatIsNoNameIsNoTarget(String text) {
    assertThatThrownBy(() -> Target.parse(text, 0)).isInstanceOf(RefusedException.class);
  }

  @Test
  void net05_namesAreComparedWhole() {
    var list = new AllowList(List.of("Allowed.test", "*.below.test", "*", "bad host", "*.*.test"));
    assertThat(list.allows("allowed.test")).isTrue();
    assertThat(list.allows("a.below.test")).isTrue();
    for (var host :
        List.of("below.test", "xbelow.test", "xallowed.test", "a.allowed.test", "evil.test")) {
      assertThat(list.allows(host)).as(host).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "2001:0:1::1",
        "ff02::1"
      })
  void net07_addressesThatAreNotPublicAreRefused(String address) {
    assertThatThrownBy(() -> policy(address, "allowed.test").dial(new Target("allowed.test", 443)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> assertThat(refusal.response()).startsWith("HTTP/1.1 403 "));
  }

  @Test
  void net07_publicAddressesPass() throws Exception {
    for (var address : List.of("93.184.216.34", "8.8.8.8", "2606:4700::1111", "172.32.0.1")) {
      assertThat(AddressRule.isPublic(InetAddress.getByName(address))).as(address).isTrue();
    }
  }

  @Test
  void net07_internalHostsNeverReachTheMetadataService() {
    var policy =
        new ProxyPolicy(
            new AllowList(List.of("registry.internal")),
            Set.of(443),
            Set.of("registry.internal"),
            Duration.ofSeconds(1),
            _ -> new InetAddress[] {InetAddress.getByName("169.254.169.254")});
    assertThatThrownBy(() -> policy.dial(new Target("registry.internal", 443)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void net08_anEmptyListAllowsNothing() {
    assertThatThrownBy(() -> policy("8.8.8.8").dial(new Target("allowed.test", 443)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not on the list");
  }

  @Test
  void otherPortsAreRefused() {
    assertThatThrownBy(() -> policy("8.8.8.8", "allowed.test").dial(new Target("allowed.test", 22)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("Port 22");
  }

  @Test
  void net09_theHostThatWasCheckedIsTheHostThatIsSent() throws Exception {
    var head =
        head(
            "GET http://allowed.test/x?y HTTP/1.1\r\nHost: evil.test\r\nAccept: a\r\n"
                + "Proxy-Authorization: secret\r\nConnection: keep-alive\r\n\r\n");
    assertThat(
            new String(
                head.rewritten("/x?y", new Target("allowed.test", 80)),
                StandardCharsets.ISO_8859_1))
        .isEqualTo(
            "GET /x?y HTTP/1.1\r\nHost: allowed.test\r\nConnection: close\r\nAccept: a\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://a/ HTTP/1.1\nHost: a\n\n",
        "GET http://a/ HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nA: b\r\n folded\r\n\r\n",
        "GET  http://a/ HTTP/1.1\r\n\r\n",
        "GET http://a/ HTTP/2\r\n\r\n",
        "GET http://a/\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nA: \0\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nA: b"
      })
  void net09_malformedHeadsAreRefused(String text) {
    assertThatThrownBy(() -> head(text)).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: -1\r\n"
      })
  void net09_bodiesOfUnclearLengthAreRefused(String headers) throws Exception {
    var head = head("POST http://a/ HTTP/1.1\r\n" + headers + "\r\n");
    assertThatThrownBy(head::bodyLength).isInstanceOf(RefusedException.class);
  }
}
