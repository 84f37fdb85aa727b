package dev.journeyman.sandbox;

/// Hears output as it is written. Called by one thread at a time, with whole characters; it must
/// not block for long.
@FunctionalInterface
public interface OutputListener {

  OutputListener SILENT = _ -> {};

  void wrote(String text);
}
