package dev.journeyman.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first and the last bytes of a stream, and how many there were in all. Memory is taken only
/// as the stream grows, and never more than the limit.
final class HeadAndTail {

  private final int headLimit;
  private final int tailLimit;
  private byte[] head = new byte[0];
  private int headLength;
  private byte[] tail = new byte[0];
  private long tailTotal;

  HeadAndTail(int limit) {
    this.headLimit = Math.max(limit, 0) / 2;
    this.tailLimit = Math.max(limit, 0) - headLimit;
  }

  long total() {
    return headLength + tailTotal;
  }

  /// Whether nothing is lost yet, and nothing will be if this many bytes more come.
  boolean fits(int more) {
    return total() + more <= (long) headLimit + tailLimit;
  }

  void add(byte[] bytes, int length) {
    int toHead = Math.min(headLimit - headLength, length);
    if (toHead > 0) {
      head = grown(head, headLength + toHead, headLimit);
      System.arraycopy(bytes, 0, head, headLength, toHead);
      headLength += toHead;
    }
    addToTail(bytes, toHead, length - toHead);
  }

  private void addToTail(byte[] bytes, int from, int length) {
    if (tailLimit == 0) {
      tailTotal += length;
      return;
    }
    int skipped = Math.max(length - tailLimit, 0);
    long position = tailTotal + skipped;
    int rest = length - skipped;
    tail = grown(tail, (int) Math.min(tailTotal + length, tailLimit), tailLimit);
    while (rest > 0) {
      int at = (int) (position % tailLimit);
      int part = Math.min(rest, tailLimit - at);
      System.arraycopy(bytes, from + length - rest, tail, at, part);
      position += part;
      rest -= part;
    }
    tailTotal += length;
  }

  private static byte[] grown(byte[] array, int needed, int limit) {
    return needed <= array.length
        ? array
        : Arrays.copyOf(array, Math.min(Math.max(needed, array.length * 2), limit));
  }

  /// All bytes, of which none may be lost yet.
  byte[] everything() {
    return joined(Arrays.copyOf(head, headLength), tailInOrder());
  }

  /// Head and tail, cut between characters, with a line between them if something is missing.
  String text() {
    long left = tailTotal - tailLimit;
    if (left <= 0) {
      return new String(everything(), StandardCharsets.UTF_8);
    }
    var first = Arrays.copyOf(head, Utf8Stream.completeLength(head, headLength));
    var last = tailInOrder();
    int from = Utf8Stream.firstStart(last);
    long missing = total() - first.length - (last.length - from);
    return new String(first, StandardCharsets.UTF_8)
        + "\n[... %d of %d bytes left out ...]\n".formatted(missing, total())
        + new String(last, from, last.length - from, StandardCharsets.UTF_8);
  }

  private byte[] tailInOrder() {
    if (tailTotal <= tailLimit) {
      return Arrays.copyOf(tail, (int) tailTotal);
    }
    int start = (int) (tailTotal % tailLimit);
    return joined(Arrays.copyOfRange(tail, start, tailLimit), Arrays.copyOf(tail, start));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
