package dev.journeyman.database;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// The roles of an embedded server, with passwords made at its first start.
///
/// @param superuser makes the others and the database; used at each start, and not otherwise
record Logins(Login superuser, Login owner, Login service) {

  private static final String SUPERUSER = "postgres";
  private static final String OWNER = "journeyman_owner";
  private static final int PASSWORD_BYTES = 32;

  static Logins in(Path directory) {
    var file = directory.resolve("credentials");
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the passwords in " + file, e);
    }
  }

  private static Logins read(String text) throws IOException {
    var passwords = new Properties();
    passwords.load(new StringReader(text));
    return new Logins(
        login(passwords, SUPERUSER), login(passwords, OWNER), login(passwords, ServiceRole.NAME));
  }

  private static Login login(Properties passwords, String user) {
    return new Login(user, passwords.getProperty(user, ""));
  }

  private static void make(Path file) throws IOException {
    var text = new StringBuilder();
    for (var user : new String[] {SUPERUSER, OWNER, ServiceRole.NAME}) {
      text.append(user).append('=').append(password()).append('\n');
    }
    var fresh = file.resolveSibling("credentials.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String password() {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
