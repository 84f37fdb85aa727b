package dev.journeyman.app;

/// A whole number that an operator may set. Everything that is known of it stands here once, for
/// the service and for its documentation.
///
/// @param name of the variable
/// @param standard holds where the variable is not set
/// @param meaning half a sentence, in Markdown
record Setting(String name, long standard, long least, long most, String meaning) {

  long from(Environment environment) {
    return environment.number(name, standard, least, most);
  }

  /// The row of the documentation's table.
  String row() {
    return "| `%s` | %d | %d to %d | %s |".formatted(name, standard, least, most, meaning);
  }
}
