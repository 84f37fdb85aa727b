import dev.journeyman.durability.ClusterRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Has several instances share thousands of small tasks and kills one of them; ends with an error
/// if anything was lost or done twice.
final class ClusterBench {

  /// How soon the tasks of a killed instance have to go on elsewhere.
  private static final long TAKEN_OVER_MILLIS = 15_000;

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    int workers = Options.number(arguments, "--workers", 3);
    int tasks = Options.number(arguments, "--tasks", 2000);
    var results = new Results(root, "cluster");
    var size = new ClusterRun.Size(workers, tasks, true, 2 * workers, 8, Optional.empty());
    var report = ClusterRun.run(size);
    var figures = new LinkedHashMap<String, Object>();
    figures.put("tasks", tasks);
    figures.put("seconds", Math.round(report.seconds()));
    figures.put("perSecond", Math.round(100 * tasks / report.seconds()) / 100.0);
    figures.put("heldByKilled", report.heldByKilled());
    figures.put("takenOverMillis", report.takenOverMillis());
    figures.put("findings", report.findings());
    results.put("small tasks", figures);
    results.write(Map.of("workers", workers, "slots", 8, "killed", 1));
    boolean late = report.takenOverMillis() > TAKEN_OVER_MILLIS;
    if (late) {
      System.out.printf("Taken over after %d ms, and not within %d%n", report.takenOverMillis(), TAKEN_OVER_MILLIS);
    }
    System.exit(report.findings().isEmpty() && !late ? 0 : 1);
  }
}
