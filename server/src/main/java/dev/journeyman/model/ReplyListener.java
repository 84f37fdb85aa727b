package dev.journeyman.model;

import java.time.Duration;

/// Hears a reply while it is written, on the calling thread. What it hears before a [#retrying]
/// belongs to an attempt that failed and is void.
public interface ReplyListener {

  ReplyListener SILENT =
      new ReplyListener() {
        @Override
        public void text(String delta) {}

        @Override
        public void thinking(String delta) {}

        @Override
        public void retrying(int attempt, Duration wait, String reason) {}
      };

  void text(String delta);

  void thinking(String delta);

  void retrying(int attempt, Duration wait, String reason);
}
