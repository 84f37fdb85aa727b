package dev.journeyman.workspace;

import dev.journeyman.workspace.TreeFileException.Reason;
import java.util.ArrayList;
import java.util.List;

/// A path inside a work tree, checked by its text alone.
///
/// @param elements names from the root down; none for the root itself
public record TreePath(List<String> elements) {

  /// Where commands see the work tree.
  public static final String MOUNT = "/workspace";

  static final TreePath ROOT = new TreePath(List.of());
  private static final int LONGEST_PATH = 4000;
  private static final int LONGEST_NAME = 255;

  public TreePath {
    elements = List.copyOf(elements);
  }

  /// Reads a path relative to the work tree, or below [#MOUNT]. `.` and `/workspace` are the root.
  ///
  /// @throws TreeFileException `REFUSED` if it is empty, leaves the tree (`..`, another absolute
  ///     path, `~`), enters `.git`, holds a control character or half a character, or is too long
  public static TreePath parse(String text) {
    if (text.isBlank()) {
      throw refused(text, "is empty. Give a path relative to " + MOUNT);
    }
    if (text.length() > LONGEST_PATH) {
      throw refused(text.substring(0, 40) + "…", "is too long");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw refused(text.replaceAll("\\p{Cntrl}", "?"), "holds a control character");
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw refused(text.replaceAll("\\p{Cs}", "?"), "holds half a character");
    }
    return new TreePath(elements(text, relative(text)));
  }

  private static String relative(String text) {
    if (text.equals(MOUNT)) {
      return ".";
    }
    if (text.startsWith(MOUNT + "/")) {
      return text.substring(MOUNT.length() + 1);
    }
    if (text.startsWith("/") || text.equals("~") || text.startsWith("~/")) {
      throw refused(text, "leaves the work tree. Only what is below " + MOUNT + " can be used");
    }
    return text;
  }

  private static List<String> elements(String text, String relative) {
    var elements = new ArrayList<String>();
    for (var name : relative.split("/")) {
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      check(text, name);
      elements.add(name);
    }
    return elements;
  }

  private static void check(String text, String name) {
    if (name.equals("..")) {
      throw refused(text, "leaves the work tree or may: `..` is not taken. Give the plain path");
    }
    if (name.equalsIgnoreCase(".git")) {
      throw refused(text, "is git's own. Use git commands instead");
    }
    if (name.length() > LONGEST_NAME) {
      throw refused(text.substring(0, 40) + "…", "has a name that is too long");
    }
  }

  private static TreeFileException refused(String text, String why) {
    return new TreeFileException(Reason.REFUSED, "The path `%s` %s.".formatted(text, why));
  }

  public boolean isRoot() {
    return elements.isEmpty();
  }

  /// The last name; `.` for the root.
  public String name() {
    return isRoot() ? "." : elements.getLast();
  }

  public TreePath parent() {
    return isRoot() ? this : new TreePath(elements.subList(0, elements.size() - 1));
  }

  /// The path of an entry of this directory; the name is not checked.
  public TreePath child(String name) {
    var longer = new ArrayList<>(elements);
    longer.add(name);
    return new TreePath(longer);
  }

  /// Relative to the work tree, `.` for the root.
  @Override
  public String toString() {
    return isRoot() ? "." : String.join("/", elements);
  }
}
