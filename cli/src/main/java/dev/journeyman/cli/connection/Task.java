package dev.journeyman.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// A task as the service shows it. Texts are whatever people and models wrote: print them through
/// `SafeText`.
public record Task(JsonNode json) {

  /// A step of the plan, numbered from 1.
  public record Step(int number, String action, String target, String description, String status) {

    public String name() {
      return description.isEmpty() ? (action + " " + target).strip() : description;
    }
  }

  public String id() {
    return text("/id");
  }

  public String title() {
    return text("/task").strip().lines().findFirst().orElse("");
  }

  public Status status() {
    return Status.parse(text("/status"));
  }

  public boolean paused() {
    return json.path("paused").isObject();
  }

  public boolean may(String action) {
    return actions().contains(action);
  }

  public List<String> actions() {
    return texts("/availableActions");
  }

  public int percent() {
    return json.path("progress").asInt();
  }

  /// Empty unless known.
  public String text(String pointer) {
    return json.at(pointer).asText("");
  }

  public long number(String pointer) {
    return json.at(pointer).asLong();
  }

  public List<String> texts(String pointer) {
    var texts = new ArrayList<String>();
    json.at(pointer).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  public List<Step> steps() {
    var steps = new ArrayList<Step>();
    json.at("/plan/steps")
        .forEach(
            step ->
                steps.add(
                    new Step(
                        steps.size() + 1,
                        step.path("action").asText(""),
                        step.path("target").asText(""),
                        step.path("description").asText(""),
                        step.path("status").asText(""))));
    return steps;
  }

  /// How a command ends that waited for this task.
  public ExitCode exitCode() {
    return switch (status()) {
      case COMPLETED -> ExitCode.OK;
      case FAILED, DEPLOYMENT_FAILED, ROLLBACK_FAILED -> ExitCode.FAILED;
      case REJECTED, CANCELLED, ROLLED_BACK -> ExitCode.TAKEN_BACK;
      case PENDING_APPROVAL -> ExitCode.WAITS;
      case QUEUED,
          ANALYZING,
          PLANNING,
          EXECUTING,
          VERIFYING,
          LEARNING,
          APPROVED,
          ROLLING_BACK,
          UNKNOWN ->
          ExitCode.OK;
    };
  }
}
