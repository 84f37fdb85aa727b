package dev.journeyman.http;

import dev.journeyman.http.Grant.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Opaque codes in place of tokens: the console's sessions, one-use sign-in links, and tickets for
/// streams. A code is 256 random bits; what is stored is its hash.
public final class Grants {

  static final Duration SESSION = Duration.ofHours(12);
  private static final Duration SIGN_IN = Duration.ofMinutes(15);
  private static final Duration TICKET_FIRST_USE = Duration.ofSeconds(60);
  private static final Duration TICKET = Duration.ofHours(1);

  private final GrantStore store;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public Grants(GrantStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Makes the code of a sign-in link, `/signin#CODE`; good once, within 15 minutes.
  public String signInCode(String user, String tenant) {
    var now = clock.instant();
    var until = now.plus(SESSION);
    var principal = new Principal(user, tenant, java.util.Set.of(Principal.ADMIN), until);
    return issue(new Grant(Purpose.SIGN_IN, "", principal, now.plus(SIGN_IN), until));
  }

  Optional<Principal> signIn(String code) {
    return find(code, Purpose.SIGN_IN).filter(_ -> store.remove(hash(code))).map(Grant::principal);
  }

  /// Opens a session that ends with what was shown for it, or after 12 hours.
  String openSession(Principal principal) {
    var end = earlier(principal.expiresAt(), clock.instant().plus(SESSION));
    return issue(new Grant(Purpose.SESSION, "", principal, end, end));
  }

  Optional<Principal> session(String code) {
    return find(code, Purpose.SESSION)
        .map(
            grant ->
                new Principal(
                    grant.principal().user(),
                    grant.principal().tenant(),
                    grant.principal().roles(),
                    grant.expiresAt()));
  }

  void closeSession(String code) {
    store.remove(hash(code));
  }

  /// A code with its end.
  record Ticket(String code, Instant expiresAt) {}

  Ticket streamTicket(Principal principal, String task) {
    var now = clock.instant();
    var end = earlier(principal.expiresAt(), now.plus(TICKET));
    var grant = new Grant(Purpose.STREAM, task, principal, now.plus(TICKET_FIRST_USE), end);
    return new Ticket(issue(grant), end);
  }

  Optional<Principal> stream(String code, String task) {
    var found = find(code, Purpose.STREAM).filter(grant -> grant.subject().equals(task));
    found.ifPresent(grant -> store.save(hash(code), grant.used()));
    return found.map(
        grant ->
            new Principal(
                grant.principal().user(),
                grant.principal().tenant(),
                grant.principal().roles(),
                grant.expiresAt()));
  }

  private Optional<Grant> find(String code, Purpose purpose) {
    return store
        .find(hash(code))
        .filter(grant -> grant.purpose() == purpose && grant.usable(clock.instant()));
  }

  private String issue(Grant grant) {
    store.sweep(clock.instant());
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    store.save(hash(code), grant);
    return code;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  static String hash(String code) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(code.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
