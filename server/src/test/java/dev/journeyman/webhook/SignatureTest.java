package dev.journeyman.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignatureTest {

  /// The vector of the specification's own libraries.
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String EXPECTED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void wh07TheBytesAreThoseOfTheTestVector() {
    assertThat(Signature.of(List.of(SECRET), ID, AT, BODY)).isEqualTo(EXPECTED);
  }

  @Test
  void wh07WhileASecretIsReplacedBothSign() {
    var fresh = Signature.newSecret();
    var header = Signature.of(List.of(fresh, SECRET), ID, AT, BODY);
    assertThat(header.split(" ")).hasSize(2).contains(EXPECTED);
  }

  @Test
  void aSecretIs32RandomBytes() {
    var secret = Signature.newSecret();
    assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length()))).hasSize(32);
    assertThat(Signature.newSecret()).isNotEqualTo(secret);
  }

  @Test
  void aStoredSecretIsReadWithTheSameKeyForTheSameWebhookOnly() throws GeneralSecurityException {
    var webhook = UUID.randomUUID();
    var cipher = new SecretCipher("a key of more than 32 bytes for tests");
    var stored = cipher.encrypt(webhook, SECRET);
    assertThat(cipher.decrypt(webhook, stored)).isEqualTo(SECRET);
    assertThat(cipher.encrypt(webhook, SECRET)).isNotEqualTo(stored);
    assertThatThrownBy(() -> cipher.decrypt(UUID.randomUUID(), stored))
        .isInstanceOf(GeneralSecurityException.class);
    var other = new SecretCipher("another key of more than 32 bytes here");
    assertThatThrownBy(() -> other.decrypt(webhook, stored))
        .isInstanceOf(GeneralSecurityException.class);
    stored[stored.length - 1] ^= 1;
    assertThatThrownBy(() -> cipher.decrypt(webhook, stored))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
