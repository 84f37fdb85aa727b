import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One kept-alive HTTP/1.1 connection that asks as little of the machine as it can.
final class Connection implements AutoCloseable {

  private final Socket socket;
  private final BufferedInputStream in;

  Connection(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  static byte[] get(String path, String token) {
    return ("GET /api/autonomous%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n")
        .formatted(path, token)
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] delete(String path, String token) {
    return ("DELETE /api/autonomous%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n")
        .formatted(path, token)
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] post(String path, String token, String body) {
    return ("POST /api/autonomous%s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
        .formatted(path, token, body.length(), body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Sends a request and reads the whole answer.
  ///
  /// @return the body
  byte[] exchange(byte[] request, int expected) throws IOException {
    socket.getOutputStream().write(request);
    int length = 0;
    int status = 0;
    boolean chunked = false;
    for (var line = line(); !line.isEmpty(); line = line()) {
      if (line.startsWith("HTTP/1.1 ")) {
        status = Integer.parseInt(line.substring(9, 12));
      } else if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      } else if (line.equalsIgnoreCase("transfer-encoding: chunked")) {
        chunked = true;
      }
    }
    var body = chunked ? chunks() : in.readNBytes(length);
    if (status != expected) {
      throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("The service closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
