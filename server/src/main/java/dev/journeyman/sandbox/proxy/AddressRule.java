package dev.journeyman.sandbox.proxy;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/// Tells addresses of the open internet from those that lead back into this host or its network.
public final class AddressRule {

  private AddressRule() {}

  /// Never to be dialled, whoever vouches for the name: addresses that clouds answer with keys, and
  /// such as are no host's.
  public static boolean isForbidden(InetAddress address) {
    return address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        || startsWith(address, 0xfd, 0x00, 0x0e, 0xc2)
        || embedsAnother(address);
  }

  /// Whether it is a host's on the open internet.
  public static boolean isPublic(InetAddress address) {
    if (isForbidden(address) || address.isLoopbackAddress() || address.isSiteLocalAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address four -> isPublic(four.getAddress());
      case Inet6Address six -> (six.getAddress()[0] & 0xe0) == 0x20 && !isReserved(six);
      default -> false;
    };
  }

  private static boolean isPublic(byte[] four) {
    int first = four[0] & 0xff;
    int second = four[1] & 0xff;
    boolean reserved =
        first == 0
            || first >= 224
            || (first == 100 && second >= 64 && second < 128)
            || (first == 192 && second == 0)
            || (first == 198 && (second == 18 || second == 19 || second == 51))
            || (first == 203 && second == 0 && (four[2] & 0xff) == 113);
    return !reserved;
  }

  private static boolean isReserved(Inet6Address six) {
    return startsWith(six, 0x20, 0x01, 0x0d, 0xb8);
  }

  /// IPv4 in IPv6 clothes (mapped, compatible, NAT64, 6to4, Teredo) leads where the checks for IPv6
  /// do not look.
  private static boolean embedsAnother(InetAddress address) {
    return address instanceof Inet6Address six
        && !six.isLoopbackAddress()
        && (startsWith(six, 0, 0, 0, 0)
            || startsWith(six, 0x00, 0x64, 0xff, 0x9b)
            || startsWith(six, 0x20, 0x02)
            || startsWith(six, 0x20, 0x01, 0x00, 0x00));
  }

  private static boolean startsWith(InetAddress address, int... prefix) {
    var bytes = address.getAddress();
    if (bytes.length != 16) {
      return false;
    }
    var first = new int[prefix.length];
    Arrays.setAll(first, i -> bytes[i] & 0xff);
    return Arrays.equals(first, prefix);
  }
}
