package dev.journeyman.sandbox.proxy;

/// Hears of each request once it is decided, on the thread of its connection.
@FunctionalInterface
public interface RequestListener {

  /// @param target host and port as asked for; what came from inside, so not to be trusted
  /// @param refusal why it was refused; an empty text if it was let through
  void requested(String target, String refusal);
}
