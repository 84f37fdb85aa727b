package dev.journeyman.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokensAreCheckedTest {

  private final TokenVerifier verifier = new TokenVerifier(TestService.JWT, Clock.systemUTC());

  @Test
  void aGoodTokenNamesItsBearer() throws InvalidTokenException {
    var minted =
        new TokenMint(TestService.JWT, Clock.systemUTC()).admin("ada", "lab", Duration.ofHours(1));
    assertThat(verifier.verify(minted))
        .satisfies(
            principal -> {
              assertThat(principal.user()).isEqualTo("ada");
              assertThat(principal.tenant()).isEqualTo("lab");
              assertThat(principal.admin()).isTrue();
            });
    var numbered = Tokens.claims("sub", "-", "id", 7, "role", "-", "roles", List.of("x", "admin"));
    var principal = verifier.verify(Tokens.signed(numbered));
    assertThat(principal.user()).isEqualTo("7");
    assertThat(principal.tenant()).isEqualTo("default");
    assertThat(principal.admin()).isTrue();
    var viewer = verifier.verify(Tokens.signed(Tokens.claims("role", "viewer")));
    assertThat(viewer.admin()).isFalse();
  }

  @Test
  void api02UnsignedTokensAreRefused() {
    for (var algorithm : List.of("none", "None", "nOnE", "NONE", "HS256")) {
      refused(Tokens.raw("{\"alg\":\"%s\"}".formatted(algorithm), ""));
      refused(Tokens.raw("{\"alg\":\"%s\"}".formatted(algorithm), "AAAA"));
    }
    var good = Tokens.signed(Tokens.claims());
    refused(good.substring(0, good.lastIndexOf('.')));
    refused(good.substring(0, good.lastIndexOf('.') + 1));
    refused("");
    refused("a.b.c");
    refused("a".repeat(10_000));
  }

  @Test
  void api03AKeyWorksWithItsOwnAlgorithmOnly() throws Exception {
    var rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    var elliptic = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    var published = publish(rsa, elliptic);
    try {
      var settings =
          new JwtSettings(
              JwtSettings.DEFAULT_ISSUER,
              JwtSettings.DEFAULT_AUDIENCE,
              Optional.empty(),
              Optional.of(URI.create("http://127.0.0.1:" + published.getAddress().getPort())));
      var keyed = new TokenVerifier(settings, Clock.systemUTC());
      assertThat(keyed.verify(byRsa(rsa, JWSAlgorithm.RS256)).user()).isEqualTo("mallory");
      assertThat(keyed.verify(byElliptic(elliptic)).user()).isEqualTo("mallory");
      refused(keyed, byRsa(rsa, JWSAlgorithm.RS512));
      refused(keyed, byRsa(rsa, JWSAlgorithm.PS256));
      refused(keyed, byRsa(new RSAKeyGenerator(2048).keyID("rsa").generate(), JWSAlgorithm.RS256));
      refused(keyed, publicKeyAsSecret(rsa));
      refused(keyed, Tokens.signed(Tokens.claims()));
      refused(verifier, byElliptic(elliptic));
    } finally {
      published.stop(0);
    }
  }

  @Test
  void api03KeysInTheHeaderAreNotTrusted() throws JOSEException {
    var mine = new RSAKeyGenerator(2048).generate();
    var bringing = new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(mine.toPublicJWK()).build();
    refused(Tokens.signed(bringing, Tokens.claims(), new RSASSASigner(mine)));
    var pointing =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .jwkURL(URI.create("http://evil.test/keys"))
            .build();
    refused(Tokens.signed(pointing, Tokens.claims()));
    var critical =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .criticalParams(java.util.Set.of("x"))
            .customParam("x", 1)
            .build();
    refused(Tokens.signed(critical, Tokens.claims()));
  }

  @Test
  void api05TimesAreChecked() throws InvalidTokenException {
    long now = Instant.now().getEpochSecond();
    for (Object bad :
        List.of("-", Long.toString(now + 600), 1e300, -1, 0, now - 61, Long.MAX_VALUE, true)) {
      refused(Tokens.signed(Tokens.claims("exp", bad)));
    }
    for (var name : List.of("nbf", "iat")) {
      refused(Tokens.signed(Tokens.claims(name, now + 120)));
      refused(Tokens.signed(Tokens.claims(name, "yesterday")));
    }
    var skewed = Tokens.claims("exp", now - 30, "nbf", now + 30, "iat", now + 30);
    assertThat(verifier.verify(Tokens.signed(skewed)).user()).isEqualTo("mallory");
  }

  @Test
  void api06TokensForOthersAreRefused() throws InvalidTokenException {
    for (Object issuer : List.of("-", "someone", List.of(JwtSettings.DEFAULT_ISSUER))) {
      refused(Tokens.signed(Tokens.claims("iss", issuer)));
    }
    for (Object audience : List.of("-", "other-api", List.of("other-api"), List.of(), 7)) {
      refused(Tokens.signed(Tokens.claims("aud", audience)));
    }
    refused(Tokens.signed(Tokens.claims("typ", "Refresh")));
    refused(Tokens.signed(Tokens.claims("token_use", "id")));
    refused(Tokens.signed(Tokens.header("refresh+jwt"), Tokens.claims()));
    refused(Tokens.signed(Tokens.claims("sub", "-")));
    refused(Tokens.signed(Tokens.claims("sub", " ")));
    refused(Tokens.signed(Tokens.claims("tenant", 7)));
    var several = Tokens.claims("aud", List.of("other-api", JwtSettings.DEFAULT_AUDIENCE));
    assertThat(verifier.verify(Tokens.signed(several)).user()).isEqualTo("mallory");
    var typed = Tokens.signed(Tokens.header("at+jwt"), Tokens.claims());
    assertThat(verifier.verify(typed).user()).isEqualTo("mallory");
  }

  @Test
  void api09WeakSecretsStopTheStartWithTheRemedy() {
    for (var weak : List.of("", "short", "a".repeat(31), "a".repeat(64), "changeme".repeat(5))) {
      assertThatThrownBy(() -> JwtSettings.withSecret(weak.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("openssl rand");
    }
    assertThatThrownBy(() -> new JwtSettings("i", "a", Optional.empty(), Optional.empty()))
        .hasMessageContaining("JWT_SECRET");
    assertThat(TestService.JWT.toString()).doesNotContain("secret of");
  }

  @Test
  void api10ARotatedSecretEndsOldTokens() {
    var old =
        JwtSettings.withSecret(
            "an older secret, also of 32 bytes and more".getBytes(StandardCharsets.UTF_8));
    refused(new TokenMint(old, Clock.systemUTC()).admin("ada", "lab", Duration.ofHours(1)));
  }

  private static String byRsa(RSAKey key, JWSAlgorithm algorithm) throws JOSEException {
    var header = new JWSHeader.Builder(algorithm).keyID("rsa").type(JOSEObjectType.JWT).build();
    return Tokens.signed(header, Tokens.claims(), new RSASSASigner(key));
  }

  private static String byElliptic(ECKey key) throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build();
    return Tokens.signed(header, Tokens.claims(), new ECDSASigner(key));
  }

  /// The public key's bytes as the secret of an HMAC: what a verifier without bound algorithms
  /// believes.
  private static String publicKeyAsSecret(RSAKey key) throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build();
    return Tokens.signed(header, Tokens.claims(), new MACSigner(key.toPublicKey().getEncoded()));
  }

  private static HttpServer publish(RSAKey rsa, ECKey elliptic) throws IOException {
    var keys = new JWKSet(List.of(rsa.toPublicJWK(), elliptic.toPublicJWK())).toString();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var bytes = keys.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("application/json")));
          exchange.sendResponseHeaders(200, bytes.length);
          try (var body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
    server.start();
    return server;
  }

  private void refused(String token) {
    refused(verifier, token);
  }

  private static void refused(TokenVerifier verifier, String token) {
    assertThatThrownBy(() -> verifier.verify(token))
        .as(token)
        .isInstanceOf(InvalidTokenException.class);
  }
}
