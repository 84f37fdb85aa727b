import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Prints the table of a benchmark and writes it as JSON.
final class Results {

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final Path root;
  private final String name;

  Results(Path root, String name) {
    this.root = root;
    this.name = name;
  }

  void put(String measurement, Map<String, Object> values) {
    figures.put(measurement, values);
    System.out.printf("%-28s %s%n", measurement, values);
  }

  void write(Map<String, Object> settings) throws IOException, InterruptedException {
    var all = new LinkedHashMap<String, Object>();
    all.put("benchmark", name);
    all.put("at", Instant.now().toString());
    all.put("commit", output("git", "-C", root.toString(), "rev-parse", "HEAD"));
    all.put(
        "machine",
        Map.of(
            "processors", Runtime.getRuntime().availableProcessors(),
            "system", System.getProperty("os.name") + " " + System.getProperty("os.version"),
            "java", Runtime.version().toString()));
    all.put("settings", settings);
    all.put("figures", figures);
    var file = root.resolve("bench/results").resolve(name + ".json");
    Files.createDirectories(file.getParent());
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), all);
    System.out.println("Written to bench/results/" + name + ".json");
  }

  private static String output(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).start();
    var text = new String(process.getInputStream().readAllBytes()).strip();
    process.waitFor();
    return text;
  }
}
