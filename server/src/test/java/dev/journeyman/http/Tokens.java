package dev.journeyman.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import dev.journeyman.database.StoredJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes tokens, good ones and forged ones.
final class Tokens {

  private Tokens() {}

  /// Good claims, with some replaced; a null takes one away.
  static Map<String, @Nullable Object> claims(Object... changes) {
    var claims = new HashMap<String, @Nullable Object>();
    claims.put("iss", JwtSettings.DEFAULT_ISSUER);
    claims.put("aud", JwtSettings.DEFAULT_AUDIENCE);
    claims.put("sub", "mallory");
    claims.put("role", "admin");
    claims.put("exp", Instant.now().getEpochSecond() + 600);
    for (int i = 0; i < changes.length; i += 2) {
      claims.put((String) changes[i], changes[i + 1]);
    }
    claims.values().removeIf("-"::equals);
    return claims;
  }

  static String signed(Map<String, @Nullable Object> claims) {
    return signed(header("JWT"), claims);
  }

  static String signed(JWSHeader header, Map<String, @Nullable Object> claims) {
    try {
      return signed(header, claims, new MACSigner(TestService.JWT.secret().orElseThrow()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String signed(JWSHeader header, Map<String, @Nullable Object> claims, JWSSigner signer) {
    try {
      var signing =
          new com.nimbusds.jose.JWSObject(
              header, new com.nimbusds.jose.Payload(StoredJson.write(claims)));
      signing.sign(signer);
      return signing.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static JWSHeader header(String type) {
    return new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType(type)).build();
  }

  /// A token whose header says what it likes, with whatever signature.
  static String raw(String header, String signature) {
    return "%s.%s.%s".formatted(base64(header), base64(StoredJson.write(claims())), signature);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
