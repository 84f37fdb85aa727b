/// Options of a benchmark on its command line.
final class Options {

  private Options() {}

  /// @throws IllegalArgumentException if there is something else than a number
  static int number(String[] arguments, String name, int standard) {
    for (int i = 0; i < arguments.length - 1; i++) {
      if (arguments[i].equals(name)) {
        return Integer.parseInt(arguments[i + 1]);
      }
    }
    return standard;
  }
}
