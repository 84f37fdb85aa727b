package dev.journeyman.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What the simulated model says: rules that are tried in order; after the last of them come
/// built-in ones that bring any task to a harmless end.
///
/// ```yaml
/// window: 50000                 # optional: a smaller context window for every model
/// rules:
///   - stage: execute            # analyze, plan, execute, review, learn, recover, …
///     step: 1                   # from a line "Step 1 of 3"
///     task: rounding            # words, or /a regular expression/
///     replies:                  # one after the other; or one answer beside the conditions
///       - thinking: First the code.
///         calls:
///           - read_file: {path: src/price.py}
///       - text: "It begins with ${result:(?m)^(.*)$}"
///         stop: end_turn
///         fault: {kind: overloaded, times: 2}
/// ```
public final class Script {
  private static final List<Rule> DEFAULTS = ScriptReader.read(text("default")).rules;
  private final List<Rule> rules;
  private final OptionalInt window;

  Script(List<Rule> rules, OptionalInt window) {
    this.rules = List.copyOf(rules);
    this.window = window;
  }

  /// The built-in rules alone.
  public static Script none() {
    return new Script(List.of(), OptionalInt.empty());
  }

  /// The recorded solution of the demo's task in the [DemoRepository].
  public static Script demo() {
    return parse(text("demo"));
  }

  /// Reads a script.
  ///
  /// @throws IllegalArgumentException if it is no script; the message names the rule
  public static Script parse(String yaml) {
    return ScriptReader.read(yaml);
  }

  /// Reads a script from a file.
  ///
  /// @throws IllegalArgumentException if it cannot be read or is no script; the message names the
  ///     file and the rule
  public static Script read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "The script %s cannot be read: is it there, and is it text?".formatted(file), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// The same script without its pauses, for tests.
  public Script withoutDelays() {
    return new Script(rules.stream().map(Rule::withoutDelays).toList(), window);
  }

  OptionalInt window() {
    return window;
  }

  Answer answer(Conversation conversation) {
    return Stream.concat(rules.stream(), DEFAULTS.stream())
        .flatMap(rule -> rule.answer(conversation).stream())
        .findFirst()
        .orElseThrow()
        .filledFrom(conversation);
  }

  private static String text(String name) {
    return Resources.text("scripts/" + name + ".yaml");
  }
}
