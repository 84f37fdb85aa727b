package dev.journeyman.pipeline;

import dev.journeyman.task.Result;
import dev.journeyman.task.Verdict;
import java.util.List;

/// Puts results together while a task goes its way.
final class Results {

  private Results() {}

  /// The result so far with one more summary of the author's.
  static Result summary(Verdict verdict, String summary) {
    var result = verdict.result();
    if (result == null) {
      return Result.of(false, summary, List.of());
    }
    var output = result.output().isBlank() ? summary : result.output() + "\n\n" + summary;
    return result.withOutput(output);
  }

  static Result orEmpty(Verdict verdict) {
    var result = verdict.result();
    return result == null ? Result.NONE : result;
  }
}
