package dev.journeyman.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

  private static final WebhookSettings STRICT = new WebhookSettings(false, false, Set.of(443), 1);
  private static final WebhookSettings LOOSE = new WebhookSettings(true, true, Set.of(80, 443), 1);

  private static Destinations destinations(WebhookSettings settings) {
    return new Destinations(settings, InetAddress::getAllByName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "localhost",
        "localhost.",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:7f00:1]",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "100.64.0.1",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fc00::1]",
        "224.0.0.1",
        "[ff02::1]",
        "255.255.255.255"
      })
  void wh01AddressesOfThisMachineAndItsNetworksAreRefused(String host) {
    var destinations = destinations(STRICT);
    var url = "https://" + host + "/hook";
    assertThatThrownBy(() -> destinations.check(url)).isInstanceOf(RefusedUrlException.class);
    assertThatThrownBy(() -> destinations.addresses(destinations.checkWithoutName(url).host()))
        .as("when it is sent")
        .isInstanceOfAny(RefusedUrlException.class, UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "[fd00:ec2::254]", "0.0.0.0", "224.0.0.1"})
  void wh01WhatCloudsAnswerWithKeysIsRefusedWhateverTheOperatorAllows(String host) {
    assertThatThrownBy(() -> destinations(LOOSE).check("http://" + host + "/"))
        .isInstanceOf(RefusedUrlException.class)
        .hasMessageContaining("never sent to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://93.184.215.14/",
        "ftp://93.184.215.14/",
        "file:///etc/passwd",
        "jar:https://93.184.215.14/x!/y",
        "ldap://93.184.215.14/",
        "gopher://93.184.215.14/",
        "//93.184.215.14/",
        "https://93.184.215.14:22/",
        "https://93.184.215.14:25/",
        "https://93.184.215.14:6379/",
        "https://93.184.215.14:80/",
        "https://user@93.184.215.14/",
        "https://:password@93.184.215.14/"
      })
  void wh05OnlyHttpsOnAnAllowedPort(String url) {
    assertThatThrownBy(() -> destinations(STRICT).check(url))
        .isInstanceOf(RefusedUrlException.class);
  }

  @Test
  void aPublicAddressMayBeSentTo() {
    assertThat(destinations(STRICT).check("https://93.184.215.14/hook?key=1").host())
        .isEqualTo("93.184.215.14");
  }

  @Test
  void theOperatorMayAllowHttpAndThisMachine() {
    assertThat(destinations(LOOSE).check("http://127.0.0.1/hook").port()).isEqualTo(80);
  }

  @Test
  void wh03ANameOfWhichOneAddressIsPrivateIsRefused() throws UnknownHostException {
    var both =
        new InetAddress[] {
          InetAddress.getByName("93.184.215.14"), InetAddress.getByName("10.0.0.1")
        };
    var destinations = new Destinations(STRICT, _ -> both.clone());
    assertThatThrownBy(() -> destinations.check("https://hooks.example.org/"))
        .isInstanceOf(RefusedUrlException.class)
        .hasMessageContaining("hooks.example.org leads to an address that is not public");
  }
}
