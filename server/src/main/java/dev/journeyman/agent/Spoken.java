package dev.journeyman.agent;

import java.util.List;
import java.util.stream.Collectors;

/// What people said to a running task, as the model is told.
final class Spoken {

  private Spoken() {}

  static String of(List<String> texts) {
    return texts.stream()
        .map(text -> "A message from the person you work for:\n\n" + text)
        .collect(Collectors.joining("\n\n"));
  }
}
