package dev.journeyman.http;

/// A request that is answered with a problem. No fault of the service, so it carries no stack.
final class ApiException extends RuntimeException {

  private final Problem problem;

  ApiException(Problem problem) {
    super(problem.detail().orElse(problem.title()), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
