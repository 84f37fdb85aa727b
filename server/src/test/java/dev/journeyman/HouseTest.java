package dev.journeyman;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Holds the arrows of the house: each package imports only packages above it in the list.
class HouseTest {

  private static final List<String> ROOMS =
      List.of(
          "telemetry",
          "database",
          "task",
          "repository",
          "audit",
          "model",
          "sandbox",
          "workspace",
          "github",
          "agent",
          "learning",
          "pipeline",
          "queue",
          "webhook",
          "http",
          "app");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.journeyman");

  @Test
  void eachRoomImportsOnlyRoomsAboveIt() {
    var violations =
        CLASSES.stream()
            .filter(type -> room(type) >= 0)
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(HouseTest::pointsDown)
            .map(Dependency::getDescription)
            .toList();
    assertThat(violations).isEmpty();
  }

  @Test
  void everyClassLivesInARoom() {
    var homeless =
        CLASSES.stream()
            .filter(type -> !type.getPackageName().startsWith("dev.journeyman.simulator"))
            .filter(type -> !isOfTerminalClient(type))
            .filter(type -> room(type) < 0)
            .map(JavaClass::getName)
            .toList();
    assertThat(homeless).isEmpty();
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("dev.journeyman.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theTerminalClientKnowsNothingOfTheService() {
    var violations =
        CLASSES.stream()
            .filter(HouseTest::isOfTerminalClient)
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(dependency -> isOfTheHouse(dependency.getTargetClass()))
            .map(Dependency::getDescription)
            .toList();
    assertThat(violations).isEmpty();
  }

  private static boolean isOfTerminalClient(JavaClass type) {
    return type.getPackageName().startsWith("dev.journeyman.cli");
  }

  private static boolean isOfTheHouse(JavaClass type) {
    return type.getPackageName().startsWith("dev.journeyman.") && !isOfTerminalClient(type);
  }

  private static boolean pointsDown(Dependency dependency) {
    return room(dependency.getTargetClass()) > room(dependency.getOriginClass());
  }

  private static int room(JavaClass type) {
    var parts = type.getPackageName().split("\\.");
    // Others have rooms of the same names: java.net.http.
    boolean ours = type.getPackageName().startsWith("dev.journeyman.");
    return ours ? ROOMS.indexOf(parts[2]) : -1;
  }
}
