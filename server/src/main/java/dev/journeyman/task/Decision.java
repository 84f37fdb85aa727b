package dev.journeyman.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who decided or did something, when, and why. The service itself is [#SERVICE].
public record Decision(String by, Instant at, @Nullable String reason) {

  public static final String SERVICE = "journeyman";

  public static Decision byService(Instant at) {
    return new Decision(SERVICE, at, null);
  }
}
