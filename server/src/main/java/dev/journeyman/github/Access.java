package dev.journeyman.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/// What the service may do in a repository.
///
/// @param push whether the token may write to it
/// @param methods of `merge`, `squash` and `rebase` those that the repository allows
public record Access(boolean push, Set<String> methods) {

  public Access {
    methods = Set.copyOf(methods);
  }

  /// What GitHub does not say is taken for allowed: it says it when it is asked to.
  static Access of(JsonNode json) {
    var methods = new HashSet<String>();
    allow(methods, json, "allow_merge_commit", "merge");
    allow(methods, json, "allow_squash_merge", "squash");
    allow(methods, json, "allow_rebase_merge", "rebase");
    return new Access(json.at("/permissions/push").asBoolean(true), methods);
  }

  private static void allow(Set<String> methods, JsonNode json, String field, String method) {
    if (json.path(field).asBoolean(true)) {
      methods.add(method);
    }
  }
}
