package dev.journeyman.agent;

import dev.journeyman.model.ModelProfile;
import dev.journeyman.model.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/// What turns cost; empty when the model's price is unknown.
final class Costs {

  private Costs() {}

  static Optional<BigDecimal> of(ModelProfile profile, Usage usage) {
    return profile.prices().map(prices -> prices.costOf(usage));
  }
}
