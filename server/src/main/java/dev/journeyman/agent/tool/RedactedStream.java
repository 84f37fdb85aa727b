package dev.journeyman.agent.tool;

import dev.journeyman.sandbox.OutputListener;

/// Hands on output without secrets, also where one is split over several pieces: it holds back as
/// much as could still be the beginning of one. Used by one thread at a time.
public final class RedactedStream implements OutputListener {

  private final Redaction redaction;
  private final OutputListener next;
  private final StringBuilder held = new StringBuilder();

  public RedactedStream(Redaction redaction, OutputListener next) {
    this.redaction = redaction;
    this.next = next;
  }

  @Override
  public void wrote(String text) {
    held.append(text);
    handOn(Math.max(0, held.length() - Math.max(0, redaction.longest() - 1)));
  }

  /// Hands on what is held back; call it when the output has ended.
  public void end() {
    handOn(held.length());
  }

  /// Hands on what begins before `limit`; a secret that begins before it goes as a whole.
  private void handOn(int limit) {
    var clean = new StringBuilder();
    int from = 0;
    var matcher = redaction.pattern().matcher(held);
    while (matcher.find() && matcher.start() < limit) {
      clean.append(held, from, matcher.start()).append(Redaction.MARK);
      from = matcher.end();
    }
    if (from < limit) {
      clean.append(held, from, limit);
      from = limit;
    }
    held.delete(0, from);
    if (!clean.isEmpty()) {
      next.wrote(clean.toString());
    }
  }
}
