package dev.journeyman.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The secrets of this instance that only the deploy stage gets, by name. Those of the tenant
/// `default` are called `NAME`, those of another tenant `TENANT__NAME`, in capitals.
public record DeploySecrets(Map<String, String> values) {

  public static final DeploySecrets NONE = new DeploySecrets(Map.of());

  private static final String DEFAULT_TENANT = "default";

  public DeploySecrets {
    values = Map.copyOf(values);
  }

  /// The variables for the commands of a tenant.
  ///
  /// @throws MissingException for the first name that this instance does not have
  Map<String, String> of(String tenant, List<String> names) {
    var variables = new HashMap<String, String>();
    for (var name : names) {
      variables.put(name, find(tenant, name).orElseThrow(() -> new MissingException(name)));
    }
    return variables;
  }

  private Optional<String> find(String tenant, String name) {
    if (tenant.equals(DEFAULT_TENANT)) {
      return Optional.ofNullable(values.get(name));
    }
    // Only a name that is the same in any case of letters: else two tenants could share one.
    return tenant.matches("[a-z0-9]+")
        ? Optional.ofNullable(values.get(tenant.toUpperCase(Locale.ROOT) + "__" + name))
        : Optional.empty();
  }

  /// A repository names a secret that this instance does not have.
  static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingException(String name) {
      super(name);
    }

    String name() {
      return String.valueOf(getMessage());
    }
  }

  /// Names only.
  @Override
  public String toString() {
    return "DeploySecrets" + values.keySet();
  }
}
