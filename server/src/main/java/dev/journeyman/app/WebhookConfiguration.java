package dev.journeyman.app;

import dev.journeyman.webhook.WebhookSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Where webhooks may lead, and what their secrets are encrypted with.
///
/// @param key encrypts what the database keeps of secrets
public record WebhookConfiguration(WebhookSettings settings, String key) {

  private static final int LEAST_KEY_BYTES = 32;
  private static final int HTTPS = 443;
  private static final int HIGHEST_PORT = 65_535;

  private static final Setting CONCURRENT =
      new Setting(
          "MAX_CONCURRENT_WEBHOOKS",
          10,
          1,
          1_000,
          "webhooks this instance sends at once, of one address a quarter of that");

  static final List<Setting> ALL = List.of(CONCURRENT);

  public WebhookConfiguration {
    if (key.getBytes(StandardCharsets.UTF_8).length < LEAST_KEY_BYTES) {
      throw new ConfigurationException(
          ("ENCRYPTION_KEY is shorter than %d bytes: make one with"
                  + " `openssl rand -base64 48`, or leave it unset and the service makes one")
              .formatted(LEAST_KEY_BYTES));
    }
  }

  /// Without a key the one kept in `home` is used, and made if there is none.
  static WebhookConfiguration from(Environment environment, Home home) {
    return new WebhookConfiguration(
        new WebhookSettings(
            environment.flag("WEBHOOK_ALLOW_PRIVATE"),
            environment.flag("WEBHOOK_ALLOW_HTTP"),
            ports(environment.list("WEBHOOK_PORTS")),
            (int) CONCURRENT.from(environment)),
        environment.secret("ENCRYPTION_KEY").orElseGet(home::encryptionKey));
  }

  private static Set<Integer> ports(List<String> texts) {
    return texts.isEmpty()
        ? Set.of(HTTPS)
        : texts.stream().map(WebhookConfiguration::port).collect(Collectors.toSet());
  }

  private static int port(String text) {
    if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= HIGHEST_PORT) {
      return Integer.parseInt(text);
    }
    throw Environment.invalid("WEBHOOK_PORTS", text, "ports with commas between, such as 443,8443");
  }

  @Override
  public String toString() {
    return "WebhookConfiguration[settings=%s]".formatted(settings);
  }
}
