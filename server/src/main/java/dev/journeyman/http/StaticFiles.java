package dev.journeyman.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The files that browsers get: the contract and its viewer from the class path, the console from
/// there or from a directory. An address of the console that is no file is its index, because the
/// console's screens are addresses too.
final class StaticFiles {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("yaml", "application/yaml; charset=utf-8"));

  /// The first parts of the console's addresses, as its `paths.ts` has them.
  private static final Set<String> SCREENS =
      Set.of(
          "",
          "signin",
          "tasks",
          "learnings",
          "statistics",
          "repositories",
          "webhooks",
          "system",
          "audit");

  private final Optional<Path> console;

  StaticFiles(Optional<Path> console) {
    this.console = console.map(path -> path.toAbsolutePath().normalize());
  }

  /// Serves a file of the class path that is always there.
  void serve(Context context, String resource) {
    send(context, resource, resource(resource).orElseThrow(() -> notThere(resource)));
  }

  /// Serves the console; false if it has nothing for this request.
  boolean serveConsole(Context context) {
    boolean reads =
        context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
    var name = context.path().substring(1);
    if (!reads || name.startsWith("api/") || hidden(name)) {
      return false;
    }
    if (name.startsWith("docs/")) {
      return sent(context, name, resource(name));
    }
    if (SCREENS.contains(name.split("/", 2)[0])) {
      return sent(context, "index.html", console("index.html"));
    }
    return sent(context, name, console(name));
  }

  private static boolean hidden(String name) {
    boolean odd = ("/" + name).contains("/.") || name.contains("\\") || name.indexOf(0) >= 0;
    return odd || name.equals("metrics");
  }

  private Optional<byte[]> console(String name) {
    return console.isPresent() ? file(console.get(), name) : resource("console/" + name);
  }

  private static Optional<byte[]> file(Path root, String name) {
    var path = root.resolve(name).normalize();
    try {
      return path.startsWith(root) && Files.isRegularFile(path)
          ? Optional.of(Files.readAllBytes(path))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> resource(String name) {
    try (var stream = StaticFiles.class.getResourceAsStream("/" + name)) {
      return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean sent(Context context, String name, Optional<byte[]> bytes) {
    bytes.ifPresent(content -> send(context, name, content));
    return bytes.isPresent();
  }

  /// Names below `assets/` carry a hash of their content and never change.
  private static void send(Context context, String name, byte[] content) {
    var ending = name.substring(name.lastIndexOf('.') + 1);
    context
        .status(200)
        .contentType(TYPES.getOrDefault(ending, "application/octet-stream"))
        .header(
            "Cache-Control",
            name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache")
        .result(content);
  }

  private static ApiException notThere(String resource) {
    return Problems.notFound("This build has no " + resource);
  }
}
