package dev.journeyman.repository;

/// A repository of this name is registered already; nothing was changed.
public final class NameTakenException extends RuntimeException {

  public NameTakenException(String name) {
    super(
        "A repository named %s is registered already; give this one another name".formatted(name));
  }
}
