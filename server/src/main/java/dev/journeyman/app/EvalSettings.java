package dev.journeyman.app;

import java.nio.file.Path;
import java.util.List;

/// How an evaluation is done.
///
/// @param out where predictions, results and the report go
/// @param repositories where `owner/name` is found, as `owner/name`, `owner__name` or `name`
/// @param testCommand how tests are run, with `{tests}` for their names
/// @param setup commands that prepare a fresh tree, for the agent and for the tests
/// @param verify commands that the agent's service verifies with
/// @param parallel how many instances are worked on at once
record EvalSettings(
    Path out,
    Path repositories,
    String testCommand,
    List<String> setup,
    List<String> verify,
    int parallel) {

  EvalSettings {
    setup = List.copyOf(setup);
    verify = List.copyOf(verify);
  }
}
