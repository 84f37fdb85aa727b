package dev.journeyman.webhook;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// Signs messages as Standard Webhooks wants it: HMAC-SHA256 over `ID.TIMESTAMP.BODY`.
final class Signature {

  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Signature() {}

  static String newSecret() {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /// The header `webhook-signature`: one signature for each secret.
  static String of(List<String> secrets, String id, Instant timestamp, String body) {
    return secrets.stream()
        .map(secret -> sign(secret, id, timestamp, body))
        .collect(Collectors.joining(" "));
  }

  private static String sign(String secret, String id, Instant timestamp, String body) {
    try {
      return new com.standardwebhooks.Webhook(secret).sign(id, timestamp.getEpochSecond(), body);
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new IllegalStateException("Message %s cannot be signed".formatted(id), e);
    }
  }
}
