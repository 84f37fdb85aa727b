package dev.journeyman.database;

import java.util.Optional;

/// The role with which the service works: it reads and writes every table, but owns none, and what
/// is written to `audit` it can neither change nor delete.
sealed interface ServiceRole {

  String NAME = "journeyman_service";

  /// The statement with which a new connection takes the role, where its login is another's.
  Optional<String> stepDown();

  /// The service has a login of its own.
  record OwnLogin(String name) implements ServiceRole {
    @Override
    public Optional<String> stepDown() {
      return Optional.empty();
    }
  }

  /// The service logs in as the owner and takes the lesser role on each connection.
  record TakenByOwner() implements ServiceRole {
    @Override
    public Optional<String> stepDown() {
      return Optional.of("set role " + NAME);
    }
  }

  /// The owner may not make roles and nobody made one: the service works as the owner.
  record None() implements ServiceRole {
    @Override
    public Optional<String> stepDown() {
      return Optional.empty();
    }
  }
}
