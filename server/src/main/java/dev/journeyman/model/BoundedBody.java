package dev.journeyman.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of an answer that ends with an error once it is longer than any reply can be, so that a
/// server which never stops costs no more memory than this.
final class BoundedBody extends FilterInputStream {

  /// The longest reply of any model is under two million characters.
  static final int MOST_BYTES = 32 << 20;

  private long left = MOST_BYTES;

  BoundedBody(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new IOException(
          "The reply is longer than %d MiB, so it was not read on".formatted(MOST_BYTES >> 20));
    }
  }
}
