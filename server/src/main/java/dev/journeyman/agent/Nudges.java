package dev.journeyman.agent;

import dev.journeyman.model.Message;
import dev.journeyman.model.Messages;
import dev.journeyman.task.Failure;
import dev.journeyman.task.Failure.Category;

/// What a model is told that stops without handing in its work; only so often in one part. Used by
/// one thread.
final class Nudges {

  private static final int MOST = 3;

  private int given;

  /// It wrote, and called nothing.
  Message talked(Part part) {
    return next(
        "Nobody is here to answer questions. Go on with what is left, deciding open points"
            + " yourself and noting what you assumed; when this part is done, call "
            + part.submission().definition().name()
            + ".");
  }

  /// It wrote nothing at all.
  Message silent() {
    return next("Please continue.");
  }

  /// It wrote until there was no more room.
  Message cut() {
    return next("Your reply was cut off at its limit. Go on from there, in smaller pieces.");
  }

  private Message next(String text) {
    given++;
    if (given > MOST) {
      throw new PartFailedException(
          new Failure(
              "The model stopped %d times without handing in its work".formatted(given),
              Category.MODEL,
              "Retry the task; if it happens again, say more plainly what is to be done",
              true));
    }
    return Messages.user(text);
  }
}
