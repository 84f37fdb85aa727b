package dev.journeyman.simulator;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Hashes of text, and ids made from them.
final class Hash {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Hash() {}

  /// The first 32 hexadecimal digits of the SHA-256 of the parts, each closed by a zero byte.
  static String of(String... parts) {
    return HexFormat.of().formatHex(digest(parts), 0, 16);
  }

  /// An id such as `msg_01…`, always the same for the same parts.
  static String id(String prefix, String... parts) {
    var number = new BigInteger(1, digest(parts));
    var id = new StringBuilder(prefix).append("_01");
    for (int i = 0; i < 22; i++) {
      var divided = number.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
      id.append(DIGITS.charAt(divided[1].intValue()));
      number = divided[0];
    }
    return id.toString();
  }

  private static byte[] digest(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime knows SHA-256", e);
    }
  }
}
