package dev.journeyman.pipeline;

import dev.journeyman.pipeline.TaskActions.Review;
import java.util.stream.Collectors;

/// Puts a person's review into one message for the author.
final class ReviewText {

  private ReviewText() {}

  static String of(Review review) {
    var comments =
        review.comments().stream()
            .map(
                comment ->
                    "- %s%s%s: %s"
                        .formatted(
                            comment.path(),
                            comment.line().map(line -> ":" + line).orElse(""),
                            comment.side().filter("old"::equals).map(_ -> " (old)").orElse(""),
                            comment.text()))
            .collect(Collectors.joining("\n"));
    return "A person read the change. %s%s"
        .formatted(review.summary(), comments.isEmpty() ? "" : "\n\n" + comments);
  }
}
