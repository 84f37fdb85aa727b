package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.repository.ApprovalPolicy;
import dev.journeyman.repository.LandingPolicy;
import java.nio.file.FileSystems;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads and shows the policies of a repository. A field that is not given stays as it was.
final class PolicyFields {

  private static final int MOST_PATTERNS = 100;
  private static final int LONGEST_PATTERN = 500;
  private static final int MOST_APPROVERS = 20;
  private static final int MOST_LINES = 10_000_000;
  private static final int YEAR_IN_MINUTES = 366 * 24 * 60;

  private PolicyFields() {}

  static LandingPolicy landing(JsonBody body, LandingPolicy before) {
    return body.part("landing", Set.of("method", "trailers", "way", "opens"))
        .map(
            part ->
                new LandingPolicy(
                    method(part, before),
                    part.flag("trailers").orElse(before.trailers()),
                    way(part, before),
                    opens(part, before)))
        .orElse(before);
  }

  private static LandingPolicy.Way way(JsonBody part, LandingPolicy before) {
    return switch (part.text("way", LONGEST_PATTERN).orElse("")) {
      case "" -> before.way();
      case "branch" -> LandingPolicy.Way.BRANCH;
      case "pull_request" -> LandingPolicy.Way.PULL_REQUEST;
      default -> throw part.bad("way", "must be branch or pull_request");
    };
  }

  private static LandingPolicy.Opening opens(JsonBody part, LandingPolicy before) {
    return switch (part.text("opens", LONGEST_PATTERN).orElse("")) {
      case "" -> before.opens();
      case "review" -> LandingPolicy.Opening.REVIEW;
      case "approval" -> LandingPolicy.Opening.APPROVAL;
      default -> throw part.bad("opens", "must be review or approval");
    };
  }

  private static LandingPolicy.Method method(JsonBody part, LandingPolicy before) {
    return switch (part.text("method", LONGEST_PATTERN).orElse("")) {
      case "" -> before.method();
      case "squash" -> LandingPolicy.Method.SQUASH;
      case "merge" -> LandingPolicy.Method.MERGE;
      case "rebase" -> LandingPolicy.Method.REBASE;
      default -> throw part.bad("method", "must be squash, merge or rebase");
    };
  }

  static ApprovalPolicy approval(JsonBody body, ApprovalPolicy before) {
    return body.part(
            "approval",
            Set.of(
                "approvers",
                "requesterMayApprove",
                "alwaysAsk",
                "maxChangedLines",
                "deadlineMinutes"))
        .map(part -> approvalOf(part, before))
        .orElse(before);
  }

  private static ApprovalPolicy approvalOf(JsonBody part, ApprovalPolicy before) {
    var patterns = part.texts("alwaysAsk", MOST_PATTERNS, LONGEST_PATTERN);
    patterns.ifPresent(list -> check(part, list));
    return new ApprovalPolicy(
        part.number("approvers", 1, MOST_APPROVERS)
            .map(Math::toIntExact)
            .orElse(before.approvers()),
        part.flag("requesterMayApprove").orElse(before.requesterMayApprove()),
        patterns.orElse(before.alwaysAsk()),
        part.fields().has("maxChangedLines")
            ? part.number("maxChangedLines", 0, MOST_LINES).map(Math::toIntExact).orElse(null)
            : before.maxChangedLines(),
        part.fields().has("deadlineMinutes")
            ? part.number("deadlineMinutes", 1, YEAR_IN_MINUTES).map(Math::toIntExact).orElse(null)
            : before.deadlineMinutes());
  }

  private static void check(JsonBody part, List<String> patterns) {
    for (var pattern : patterns) {
      try {
        var _ = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      } catch (IllegalArgumentException e) {
        throw part.bad("alwaysAsk", "has a pattern that is none: " + pattern);
      }
    }
  }

  static ObjectNode json(LandingPolicy policy) {
    return Json.object()
        .put("method", policy.method().name().toLowerCase(Locale.ROOT))
        .put("trailers", policy.trailers())
        .put("way", policy.way().name().toLowerCase(Locale.ROOT))
        .put("opens", policy.opens().name().toLowerCase(Locale.ROOT));
  }

  static ObjectNode json(ApprovalPolicy policy) {
    var node =
        Json.object()
            .put("approvers", policy.approvers())
            .put("requesterMayApprove", policy.requesterMayApprove())
            .put("maxChangedLines", policy.maxChangedLines())
            .put("deadlineMinutes", policy.deadlineMinutes());
    node.set("alwaysAsk", TaskJson.texts(policy.alwaysAsk()));
    return node;
  }
}
