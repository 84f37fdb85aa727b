package dev.journeyman.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.database.StoredJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One task of an evaluation in the form of SWE-bench.
///
/// @param id names it in predictions and reports
/// @param repository `owner/name`, or a path
/// @param failToPass names of tests that have to pass once the task is solved
/// @param passToPass names of tests that have to pass still
/// @param testPatch what brings in those tests; empty if they are there already
/// @param testCommand how tests are run, with `{tests}` for their names; empty for that of all
record EvalInstance(
    String id,
    String repository,
    String baseCommit,
    String problem,
    List<String> failToPass,
    List<String> passToPass,
    String testPatch,
    Optional<String> testCommand) {

  EvalInstance {
    failToPass = List.copyOf(failToPass);
    passToPass = List.copyOf(passToPass);
  }

  /// Reads one line.
  ///
  /// @throws IllegalArgumentException if something that is needed is missing, or the id is no name
  ///     for a directory
  static EvalInstance parse(String line) {
    var json = StoredJson.tree(line);
    var id = needed(json, "instance_id");
    if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException("The instance_id '%s' is no plain name".formatted(id));
    }
    return new EvalInstance(
        id,
        needed(json, "repo"),
        needed(json, "base_commit"),
        needed(json, "problem_statement"),
        names(json.path("FAIL_TO_PASS")),
        names(json.path("PASS_TO_PASS")),
        json.path("test_patch").asText(""),
        Optional.of(json.path("test_command").asText("")).filter(text -> !text.isBlank()));
  }

  private static String needed(JsonNode json, String field) {
    var text = json.path(field).asText("");
    if (text.isBlank()) {
      throw new IllegalArgumentException("An instance has no " + field);
    }
    return text;
  }

  /// A list, or a list written as a string, as the data set has it.
  private static List<String> names(JsonNode field) {
    var list = field.isTextual() ? StoredJson.tree(field.textValue()) : field;
    var names = new ArrayList<String>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }
}
