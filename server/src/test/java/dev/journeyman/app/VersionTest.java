package dev.journeyman.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The version stands by hand in files that are read without Maven; all of them say what Maven
/// says.
class VersionTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern OF_MAVEN =
      Pattern.compile("<artifactId>journeyman</artifactId>\\s+<version>([^<]+)</version>");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deploy/helm/journeyman/Chart.yaml                          | appVersion: FULL
          deploy/helm/journeyman/Chart.yaml                          | version: SHORT
          docs/monitoring.md                                         | tar -xzf journeyman-FULL.tar.gz
          server/pom.xml                                             | <version>FULL</version>
          cli/pom.xml                                                | <version>FULL</version>
          simulator/pom.xml                                          | <version>FULL</version>
          server/src/main/resources/openapi.yaml                     | version: SHORT
          server/src/main/java/dev/journeyman/app/Main.java          | "Journeyman SHORT"
          server/src/main/java/dev/journeyman/app/TraceExport.java   | "SHORT"
          cli/src/main/java/dev/journeyman/cli/command/Root.java     | "Journeyman SHORT"
          console/package.json                                       | "version": "SHORT"
          """)
  void everyFileSaysTheSame(String file, String words) throws IOException {
    var full = ofMaven();
    var expected = words.replace("FULL", full).replace("SHORT", full.replace("-SNAPSHOT", ""));
    assertThat(Files.readString(ROOT.resolve(file)).lines().map(String::strip))
        .anyMatch(line -> line.contains(expected));
  }

  @Test
  void mavenSaysOne() throws IOException {
    assertThat(ofMaven()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  private static String ofMaven() throws IOException {
    var found = OF_MAVEN.matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
