package dev.journeyman.database;

/// A role of the database and its password.
public record Login(String user, String password) {

  @Override
  public String toString() {
    return "Login[user=%s]".formatted(user);
  }
}
