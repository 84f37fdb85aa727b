package dev.journeyman.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// The keys that tokens are signed with, each bound to one algorithm (RFC 8725 section 3.1): a
/// token's header chooses among them and can bring none along. Published keys are read again after
/// five minutes, or when a token names an unknown one, so that a withdrawn key works no longer than
/// that. Safe for any number of threads.
final class TrustedKeys {

  private static final long KEPT_MILLIS = 300_000;
  private static final long FETCH_MILLIS = 5_000;

  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
  private final Map<JWSAlgorithm, JWSVerificationKeySelector<SecurityContext>> selectors;

  TrustedKeys(JwtSettings settings) {
    var bound = new HashMap<JWSAlgorithm, JWSVerificationKeySelector<SecurityContext>>();
    settings
        .secret()
        .map(ImmutableSecret<SecurityContext>::new)
        .ifPresent(source -> bind(bound, JWSAlgorithm.HS256, source));
    settings
        .keys()
        .map(TrustedKeys::published)
        .ifPresent(
            source -> {
              bind(bound, JWSAlgorithm.RS256, source);
              bind(bound, JWSAlgorithm.ES256, source);
            });
    selectors = Map.copyOf(bound);
  }

  boolean signed(SignedJWT token) throws JOSEException {
    var selector = selectors.get(token.getHeader().getAlgorithm());
    if (selector == null) {
      return false;
    }
    for (var key : selector.selectJWSKeys(token.getHeader(), null)) {
      if (token.verify(verifiers.createJWSVerifier(token.getHeader(), key))) {
        return true;
      }
    }
    return false;
  }

  static MACSigner signer(byte[] secret) {
    try {
      return new MACSigner(secret);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("The secret cannot sign: " + e.getMessage(), e);
    }
  }

  static JWSHeader header() {
    return new JWSHeader.Builder(JWSAlgorithm.HS256)
        .type(com.nimbusds.jose.JOSEObjectType.JWT)
        .build();
  }

  private static void bind(
      Map<JWSAlgorithm, JWSVerificationKeySelector<SecurityContext>> bound,
      JWSAlgorithm algorithm,
      JWKSource<SecurityContext> source) {
    bound.put(algorithm, new JWSVerificationKeySelector<>(algorithm, source));
  }

  private static JWKSource<SecurityContext> published(URI address) {
    try {
      return JWKSourceBuilder.<SecurityContext>create(address.toURL())
          .cache(KEPT_MILLIS, FETCH_MILLIS)
          .refreshAheadCache(false)
          .rateLimited(FETCH_MILLIS)
          .retrying(true)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("JWT_JWKS_URL is no address: " + address, e);
    }
  }
}
