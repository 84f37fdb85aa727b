package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;

/// A package registry on loopback that knows one package, to fill an npm cache from.
final class NpmRegistry implements AutoCloseable {

  private final HttpServer server;
  private final byte[] tarball;

  private NpmRegistry(HttpServer server, byte[] tarball) {
    this.server = server;
    this.tarball = tarball;
  }

  static NpmRegistry withOnePackage() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var registry = new NpmRegistry(server, tarball());
    var metadata = registry.metadata().getBytes(StandardCharsets.UTF_8);
    server.createContext("/is-odd-here", exchange -> answer(exchange, metadata));
    server.createContext("/odd.tgz", exchange -> answer(exchange, registry.tarball));
    server.start();
    return registry;
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static byte[] tarball() throws Exception {
    var made = Files.createTempDirectory("npm-package");
    var inner = Files.createDirectory(made.resolve("package"));
    Files.writeString(
        inner.resolve("package.json"), "{\"name\": \"is-odd-here\", \"version\": \"1.0.0\"}");
    Files.writeString(inner.resolve("index.js"), "module.exports = n => n % 2 === 1;\n");
    run(made, "tar", "-czf", "odd.tgz", "package");
    var bytes = Files.readAllBytes(made.resolve("odd.tgz"));
    DirectoryRemoval.remove(made);
    return bytes;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String metadata() throws Exception {
    var digest = MessageDigest.getInstance("SHA-512").digest(tarball);
    return """
        {"name": "is-odd-here", "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": {
          "name": "is-odd-here", "version": "1.0.0", "dist": {
            "tarball": "%s/odd.tgz", "integrity": "sha512-%s"}}}}
        """
        .formatted(address(), Base64.getEncoder().encodeToString(digest));
  }

  /// A project that needs the package.
  String project() {
    return """
        {"name": "x", "version": "1.0.0", "dependencies": {"is-odd-here": "1.0.0"},
         "scripts": {"test": "node -e \\"console.log(require('is-odd-here')(3) ? '3 is odd' : 'no')\\""}}
        """;
  }

  /// Installs as a person would on the host: with a lock file and a filled cache as results.
  void install(Path project, Path cache) throws Exception {
    run(
        project,
        "npm",
        "install",
        "--userconfig=/dev/null",
        "--cache=" + cache,
        "--no-audit",
        "--no-fund");
  }

  private static void run(Path directory, String... line) throws Exception {
    var process =
        new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
