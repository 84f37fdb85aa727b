package dev.journeyman.pipeline;

/// What a task offers could not be brought to its branch on the host.
final class OfferRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String remedy;

  OfferRefusedException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /// Somebody else has put commits on the branch.
  static OfferRefusedException foreign(String branch, String offered, String there) {
    return new OfferRefusedException(
        "The branch %s is at %s, which is not what the service verified (%s)"
            .formatted(branch, there, offered),
        "Set the branch back to %s and retry, or bring those commits in by a task of their own."
            .formatted(offered));
  }

  String remedy() {
    return remedy;
  }
}
