package dev.journeyman.sandbox.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The first lines of a request, read strictly: what two servers could understand differently is
/// refused.
record RequestHead(String method, String target, List<Header> headers) {

  record Header(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  private static final int LONGEST = 32 * 1024;
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([A-Z]{1,20}) ([\\x21-\\x7e]{1,8000}) HTTP/1\\.[01]");
  private static final Pattern HEADER =
      Pattern.compile(
          "([A-Za-z0-9!#$%&'*+.^_`|~-]+):[ \\t]*([\\x20-\\x7e\\x80-\\xff\\t]*?)[ \\t]*");
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  static RequestHead read(InputStream stream) throws IOException, RefusedException {
    var lines = lines(stream);
    var line = REQUEST_LINE.matcher(lines.getFirst());
    if (!line.matches()) {
      throw RefusedException.badRequest("The request line is malformed");
    }
    var headers = new ArrayList<Header>();
    for (var text : lines.subList(1, lines.size())) {
      var header = HEADER.matcher(text);
      if (!header.matches()) {
        throw RefusedException.badRequest("A header is malformed");
      }
      headers.add(new Header(header.group(1), header.group(2)));
    }
    return new RequestHead(line.group(1), line.group(2), List.copyOf(headers));
  }

  private static List<String> lines(InputStream stream) throws IOException, RefusedException {
    var lines = new ArrayList<String>();
    int left = LONGEST;
    while (true) {
      var line = line(stream, left);
      left -= line.length() + 2;
      if (line.isEmpty() && !lines.isEmpty()) {
        return lines;
      }
      lines.add(line);
    }
  }

  private static String line(InputStream stream, int longest) throws IOException, RefusedException {
    var bytes = new ByteArrayOutputStream();
    for (int value = stream.read(); value != '\r'; value = stream.read()) {
      if (value < 0 || value == '\n' || value == 0 || bytes.size() >= longest) {
        throw RefusedException.badRequest("The head of the request is malformed or too long");
      }
      bytes.write(value);
    }
    if (stream.read() != '\n') {
      throw RefusedException.badRequest("A line of the request ends wrongly");
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /// How many bytes of body follow.
  long bodyLength() throws RefusedException {
    if (headers.stream().anyMatch(header -> header.is("Transfer-Encoding"))) {
      throw RefusedException.lengthRequired();
    }
    var lengths = headers.stream().filter(header -> header.is("Content-Length")).toList();
    if (lengths.isEmpty()) {
      return 0;
    }
    var value = lengths.getFirst().value();
    if (lengths.size() > 1 || !value.matches("[0-9]{1,15}")) {
      throw RefusedException.badRequest("The Content-Length is malformed");
    }
    return Long.parseLong(value);
  }

  /// The head as the server is to see it: its `Host` is the host that was checked.
  byte[] rewritten(String path, Target server) {
    var head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, path));
    head.append("Host: ").append(server.hostHeader()).append("\r\nConnection: close\r\n");
    for (var header : headers) {
      if (!NOT_PASSED_ON.contains(header.name().toLowerCase(Locale.ROOT))) {
        head.append(header.name()).append(": ").append(header.value()).append("\r\n");
      }
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
