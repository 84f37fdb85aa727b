package dev.journeyman.app;

import java.time.Duration;
import java.util.List;

/// How long things are kept of tasks that are over, and how much of the disk may be taken.
///
/// @param events from the end of a task
/// @param conversations likewise
/// @param diskBytes what work trees and mirrors in the home may take before no task is begun
/// @param freeBytes with less left where either is no task is begun either
public record RetentionSettings(
    Duration events, Duration conversations, long diskBytes, long freeBytes) {

  private static final int CENTURY_DAYS = 36_500;
  private static final long MEBIBYTE = 1024L * 1024;
  private static final long GIBIBYTE = 1024 * MEBIBYTE;

  private static final Setting EVENTS =
      new Setting(
          "KEEP_EVENTS_DAYS",
          90,
          1,
          CENTURY_DAYS,
          "days after the end of a task for which its events are kept; those that tell of its status"
              + " stay");
  private static final Setting CONVERSATIONS =
      new Setting(
          "KEEP_CONVERSATIONS_DAYS",
          30,
          1,
          CENTURY_DAYS,
          "likewise for what it said to models and its tools answered");
  private static final Setting DISK =
      new Setting(
          "MAX_DISK_GB",
          100,
          1,
          1_000_000,
          "work trees, caches and mirrors in the home of an instance together, in GiB; past that it begins no task");
  private static final Setting FREE =
      new Setting(
          "MIN_FREE_DISK_MB",
          512,
          0,
          1_000_000,
          "with less free where the work trees or the mirrors are, in MiB, it begins none either");

  static final List<Setting> ALL = List.of(EVENTS, CONVERSATIONS, DISK, FREE);

  static RetentionSettings from(Environment environment) {
    return new RetentionSettings(
        Duration.ofDays(EVENTS.from(environment)),
        Duration.ofDays(CONVERSATIONS.from(environment)),
        DISK.from(environment) * GIBIBYTE,
        FREE.from(environment) * MEBIBYTE);
  }
}
