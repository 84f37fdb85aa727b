import dev.journeyman.durability.CrashRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Kills the service at random instants while it works, with one seed after the other, and ends with
/// an error if anything was lost or done twice.
final class CrashBench {

  public static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]);
    int seeds = Options.number(arguments, "--seeds", 10);
    int first = Options.number(arguments, "--from", 1);
    var size =
        new CrashRun.Size(
            Options.number(arguments, "--tasks", 10), Options.number(arguments, "--kills", 8));
    var results = new Results(root, "crash");
    int findings = 0;
    for (int seed = first; seed < first + seeds; seed++) {
      var report = CrashRun.run(seed, size);
      findings += report.findings().size();
      results.put("seed " + seed, figures(report));
      report.findings().forEach(finding -> System.out.println("  " + finding));
    }
    results.write(Map.of("seeds", seeds, "tasks", size.tasks(), "kills", size.kills()));
    System.out.printf("%d findings%n", findings);
    System.exit(findings == 0 ? 0 : 1);
  }

  private static Map<String, Object> figures(CrashRun.Report report) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("turns", report.turns());
    figures.put("inFlightAtAKill", report.repeated());
    figures.put("webhooksToldAgain", report.toldAgain());
    figures.put("findings", List.copyOf(report.findings()));
    figures.put("kills", report.kills());
    return figures;
  }
}
