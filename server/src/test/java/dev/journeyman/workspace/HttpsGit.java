package dev.journeyman.workspace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A git server over https on loopback that lets in nobody without the right credential, and looks
/// at each request whether the secret stands on a command line of this machine.
public final class HttpsGit implements AutoCloseable {

  private static final String PASSWORD = "changeit";

  private final HttpsServer server;
  private final Path root;
  private final String secret;
  public final ConcurrentLinkedQueue<String> exposed = new ConcurrentLinkedQueue<>();

  /// Whether it answers nothing but that it is not there just now.
  public volatile boolean away;

  /// Runs before each request is carried out, with its path and query.
  public volatile Consumer<String> before = _ -> {};

  final ConcurrentLinkedQueue<String> users = new ConcurrentLinkedQueue<>();

  /// @param root whose bare repositories are served
  public HttpsGit(Path root, String secret) throws IOException, GeneralSecurityException {
    this.root = root;
    this.secret = secret;
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    this.server = HttpsServer.create(loopback, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /// The certificate that clients have to trust.
  public Path certificate() {
    return root.resolve("server.pem");
  }

  /// Serves something else below a path.
  public void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    var store = root.resolve("server.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost",
        "-validity",
        "30",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString());
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "server",
        "-keystore",
        store.toString(),
        "-file",
        certificate().toString());
    var keys = KeyStore.getInstance("PKCS12");
    try (var stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(String... arguments) throws IOException {
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      lookAtCommandLines();
      var header = exchange.getRequestHeaders().getFirst("Authorization");
      var user = header == null ? "" : user(header);
      if (user.isEmpty()) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      users.add(user);
      if (away) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      before.accept(exchange.getRequestURI().toString());
      serve(exchange, user);
    }
  }

  private String user(String header) {
    var pair = new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    var parts = pair.split(":", 2);
    return parts[1].equals(secret) ? parts[0] : "";
  }

  private void lookAtCommandLines() {
    ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(secret) || line.contains("Authorization"))
        .forEach(exposed::add);
  }

  /// RFC 3875, as far as git's own program needs it.
  private void serve(HttpExchange exchange, String user) throws IOException {
    var builder = new ProcessBuilder("git", "http-backend");
    var variables = builder.environment();
    variables.put("GIT_PROJECT_ROOT", root.toString());
    variables.put("GIT_HTTP_EXPORT_ALL", "1");
    variables.put("REMOTE_USER", user);
    variables.put("REQUEST_METHOD", exchange.getRequestMethod());
    variables.put("PATH_INFO", exchange.getRequestURI().getPath());
    variables.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getRawQuery()));
    copy(exchange, "Content-Type", variables, "CONTENT_TYPE");
    copy(exchange, "Content-Encoding", variables, "HTTP_CONTENT_ENCODING");
    copy(exchange, "Git-Protocol", variables, "GIT_PROTOCOL");
    var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var body = exchange.getRequestBody().readAllBytes();
    Thread.ofVirtual().start(() -> write(process, body));
    answer(exchange, process.getInputStream().readAllBytes());
  }

  private static void write(Process process, byte[] body) {
    try (var in = process.getOutputStream()) {
      in.write(body);
    } catch (IOException _) {
      // It has read enough.
    }
  }

  private static void copy(
      HttpExchange exchange, String header, java.util.Map<String, String> variables, String name) {
    var value = exchange.getRequestHeaders().getFirst(header);
    if (value != null) {
      variables.put(name, value);
    }
  }

  private static void answer(HttpExchange exchange, byte[] said) throws IOException {
    var text = new String(said, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    int status = 200;
    for (var line : text.substring(0, end).lines().toList()) {
      var field = line.split(": ", 2);
      if (field[0].equals("Status")) {
        status = Integer.parseInt(field[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(field[0], field[1]);
      }
    }
    var body = new ByteArrayInputStream(said, end + 4, said.length - end - 4);
    exchange.sendResponseHeaders(status, body.available() == 0 ? -1 : body.available());
    body.transferTo(exchange.getResponseBody());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
