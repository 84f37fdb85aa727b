package dev.journeyman.webhook;

import java.util.Set;

/// What the operator allows.
///
/// @param privateAllowed whether names and addresses of this machine and its networks may be sent
///     to; never those that clouds answer with keys
/// @param httpAllowed whether messages may go without encryption
/// @param ports that may be sent to
/// @param concurrent how many messages this instance sends at once
public record WebhookSettings(
    boolean privateAllowed, boolean httpAllowed, Set<Integer> ports, int concurrent) {

  public WebhookSettings {
    ports = Set.copyOf(ports);
  }
}
