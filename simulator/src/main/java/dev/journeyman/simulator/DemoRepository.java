package dev.journeyman.simulator;

import java.util.Map;

/// The sample repository of the demo: a tiny Python project with a bug and a test that shows it.
/// It needs `python3` and nothing else. [Script#demo] holds the solution of its task.
public final class DemoRepository {
  /// The task that the demo hands in.
  public static final String TASK =
      "discounted(1999, 15) returns 1714, but 15 percent off 19.99 is 16.99. Find out why and fix it."
          + " A percent below 0 or over 100 should be refused with a ValueError. Add tests for it.";

  /// What verifies the sample repository, run at its root.
  public static final String VERIFY = "python3 -m unittest";

  private DemoRepository() {}

  /// The files, by their path in the repository.
  public static Map<String, String> files() {
    return Map.of(
        ".gitignore", Resources.text("demo/gitignore"),
        "README.md", Resources.text("demo/README.md"),
        "pricing/__init__.py", "",
        "pricing/discount.py", Resources.text("demo/discount.py"),
        "tests/__init__.py", "",
        "tests/test_discount.py", Resources.text("demo/test_discount.py"));
  }
}
