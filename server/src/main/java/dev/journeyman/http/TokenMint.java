package dev.journeyman.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;

/// Makes admin tokens that this service believes, signed with its own secret.
public final class TokenMint {

  private final JwtSettings settings;
  private final Clock clock;

  public TokenMint(JwtSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// Makes a token with the role `admin`.
  ///
  /// @throws IllegalStateException if the service knows no secret of its own, only published keys
  public String admin(String user, String tenant, Duration validity) {
    byte[] secret =
        settings
            .secret()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "There is no JWT_SECRET to sign with; get a token from whoever publishes"
                            + " the keys at JWT_JWKS_URL"));
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer())
            .audience(settings.audience())
            .subject(user)
            .claim("tenant", tenant)
            .claim("role", Principal.ADMIN)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(validity)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    return signed(new SignedJWT(TrustedKeys.header(), claims), secret);
  }

  private static String signed(SignedJWT token, byte[] secret) {
    try {
      token.sign(TrustedKeys.signer(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("The token cannot be signed", e);
    }
  }
}
