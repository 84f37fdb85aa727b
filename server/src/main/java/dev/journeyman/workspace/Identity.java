package dev.journeyman.workspace;

/// Who a commit names as author and committer.
///
/// @param name without control characters and angle brackets
/// @param email as `name`; need not be a real address
public record Identity(String name, String email) {

  public Identity {
    check("name", name);
    check("email", email);
  }

  private static void check(String field, String text) {
    var broken = text.chars().anyMatch(c -> c < ' ' || c == '<' || c == '>' || c == 0x7f);
    if (broken || text.isBlank()) {
      throw new IllegalArgumentException(
          "Not the %s of an author: %s".formatted(field, Quoted.of(text)));
    }
  }
}
