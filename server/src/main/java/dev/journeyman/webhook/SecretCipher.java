package dev.journeyman.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Encrypts what the database keeps of secrets: AES-256-GCM, bound to the webhook, under a key that
/// is drawn from the one of the service. The first 12 bytes are the nonce. Safe for use by many
/// threads.
public final class SecretCipher {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final byte[] PURPOSE =
      "journeyman webhook secrets 1".getBytes(StandardCharsets.UTF_8);

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /// @param serviceKey at least 32 bytes that cannot be guessed
  public SecretCipher(String serviceKey) {
    try {
      var material = serviceKey.getBytes(StandardCharsets.UTF_8);
      var parameters =
          HKDFParameterSpec.ofExtract().addIKM(material).thenExpand(PURPOSE, KEY_BYTES);
      this.key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HKDF-SHA256", e);
    }
  }

  byte[] encrypt(UUID webhook, String secret) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var encrypted =
          cipher(Cipher.ENCRYPT_MODE, webhook, nonce)
              .doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(nonce.length + encrypted.length).put(nonce).put(encrypted).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /// @throws GeneralSecurityException if it was encrypted with another key, or for another webhook
  String decrypt(UUID webhook, byte[] stored) throws GeneralSecurityException {
    var buffer = ByteBuffer.wrap(stored);
    var nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    var encrypted = new byte[buffer.remaining()];
    buffer.get(encrypted);
    var decrypted = cipher(Cipher.DECRYPT_MODE, webhook, nonce).doFinal(encrypted);
    return new String(decrypted, StandardCharsets.UTF_8);
  }

  private Cipher cipher(int mode, UUID webhook, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
