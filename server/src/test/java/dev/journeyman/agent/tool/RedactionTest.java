package dev.journeyman.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static final String SECRET = "sk-ant/Sécret+Value 42==x";
  private final Redaction redaction = Redaction.of(Set.of(SECRET, "short"));

  @Test
  void sec04TheSecretIsTakenOutInAllItsForms() {
    byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
    var url = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    for (var form :
        new String[] {
          SECRET,
          HexFormat.of().formatHex(bytes),
          HexFormat.of().withUpperCase().formatHex(bytes),
          url,
          url.replace("+", "%20")
        }) {
      assertThat(redaction.of("before " + form + " after")).isEqualTo("before [redacted] after");
    }
  }

  @Test
  void inj15NoAmountOfTextBeforeItHidesASecret() {
    var filler = "not a secret ".repeat(400_000);
    assertThat(redaction.of(filler + SECRET)).isEqualTo(filler + "[redacted]");
  }

  @Test
  void sec04TheSecretIsTakenOutOfBase64AtAnyOffset() {
    for (var around : new String[] {"", "a", "ab", "abc", "user:"}) {
      byte[] bytes = (around + SECRET + around).getBytes(StandardCharsets.UTF_8);
      for (var encoder : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
        assertThat(redaction.of(encoder.encodeToString(bytes)))
            .as("after '%s'", around)
            .contains(Redaction.MARK);
      }
    }
  }

  @Test
  void sec04AKeyIsTakenOutLineByLineAndEncodedInLines() {
    var random = new byte[300];
    new Random(7).nextBytes(random);
    var key =
        "-----BEGIN KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(random)
            + "\n-----END KEY-----\n";
    var secrets = Redaction.of(Set.of(key, "a \"quoted\" secret"));
    var numbered = key.lines().map(line -> "7 " + line + "\n").toList();
    assertThat(secrets.of(String.join("", numbered)))
        .doesNotContain(key.lines().skip(2).findFirst().orElseThrow())
        .contains("7 [redacted]", "-----BEGIN KEY-----");
    var wrapped =
        Base64.getMimeEncoder(76, new byte[] {'\n'})
            .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    assertThat(secrets.of(wrapped)).hasSizeLessThan(20).startsWith("[redacted]");
    assertThat(secrets.of("{\"k\": \"" + key.replace("\n", "\\n") + "\"}"))
        .isEqualTo("{\"k\": \"[redacted]\"}");
    assertThat(secrets.of("\"a \\\"quoted\\\" secret\"")).isEqualTo("\"[redacted]\"");
  }

  @Test
  void otherTextStaysAsItIs() {
    assertThat(redaction.of("a short text")).isEqualTo("a short text");
    assertThat(Redaction.NONE.of("anything")).isEqualTo("anything");
  }

  @Test
  void sec04ASecretThatIsSplitOverPiecesIsTakenOutOfAStream() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var text = "x".repeat(50) + SECRET + " and " + SECRET + SECRET + "y".repeat(300) + "sk-ant";
    for (int i = 0; i < 200; i++) {
      var heard = new StringBuilder();
      var stream = new RedactedStream(redaction, heard::append);
      int at = 0;
      while (at < text.length()) {
        int end = Math.min(text.length(), at + 1 + random.nextInt(30));
        stream.wrote(text.substring(at, end));
        at = end;
      }
      stream.end();
      assertThat(heard).as("seed %d", seed).hasToString(redaction.of(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-ant-api03-abcdefghijklmnop",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "github_pat_0123456789abcdefghij_K",
        "glpat-0123456789abcdefghij",
        "xoxb-0123456789-abc",
        "AKIAABCDEFGHIJKLMNOP",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.0123456789abcdef",
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIB+/==\\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
      })
  void whatLooksLikeASecretIsShownToNobodyAndLeftInFiles(String likeness) {
    var text = "{\"a\":\"" + likeness + "\",\"b\":1}";
    assertThat(redaction.shown(text)).isEqualTo("{\"a\":\"[looks like a secret]\",\"b\":1}");
    assertThat(redaction.of(text)).isEqualTo(text);
  }

  @Test
  void passwordsInAddressesAreShownToNobody() {
    assertThat(redaction.shown("git clone https://ada:s3cret@example.org/a.git"))
        .isEqualTo("git clone https://ada:[looks like a secret]@example.org/a.git");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org:8443/a@b",
        "http://127.0.0.1:4002/tasks",
        "the disk-ant-hill, ghp_ and AKIA are words",
        "-----BEGIN PUBLIC KEY-----",
        "eyJhbGciOiJIUzI1NiJ9 alone",
      })
  void ordinaryTextIsShownAsItIs(String text) {
    assertThat(redaction.shown(text)).isEqualTo(text);
  }
}
