package dev.journeyman.http;

import dev.journeyman.repository.DeploySettings;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.repository.RepositoryConfiguration.Cache;
import dev.journeyman.repository.RepositoryConfiguration.DataSource;
import dev.journeyman.repository.RepositoryConfiguration.LogFile;
import dev.journeyman.sandbox.DependencyCache.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the fields of a repository from a request.
final class RepositoryFields {

  static final int LONGEST_NAME = 255;

  static final Set<String> CHANGE =
      Set.of(
          "targetBranch",
          "setup",
          "verify",
          "deploy",
          "healthCheck",
          "healthCheckSeconds",
          "deploySecrets",
          "deployNetwork",
          "landing",
          "approval",
          "network",
          "readOnlyPaths",
          "caches",
          "dataSources",
          "logs");

  static final Set<String> REGISTRATION =
      Stream.concat(CHANGE.stream(), Stream.of("name", "location"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Predicate<String> SECRET =
      Pattern.compile(DeploySettings.SECRET_NAME).asMatchPredicate();
  private static final int LONGEST_COMMAND = 4096;
  private static final int MOST_COMMANDS = 50;
  private static final int MOST_HOSTS = 200;

  private RepositoryFields() {}

  static Optional<String> name(JsonBody body) {
    var name = body.text("name", LONGEST_NAME);
    if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
      throw body.bad("name", "must be letters, digits, dots, dashes and underscores, at most 100");
    }
    return name;
  }

  /// What was there, with the given fields instead; an explicit null clears one.
  static RepositoryConfiguration configuration(JsonBody body, RepositoryConfiguration before) {
    return new RepositoryConfiguration(
        body.texts("setup", MOST_COMMANDS, LONGEST_COMMAND).orElse(before.setup()),
        body.texts("verify", MOST_COMMANDS, LONGEST_COMMAND).orElse(before.verify()),
        command(body, "deploy", before.deploy()),
        command(body, "healthCheck", before.healthCheck()),
        body.texts("network", MOST_HOSTS, LONGEST_NAME).orElse(before.network()),
        body.texts("readOnlyPaths", MOST_COMMANDS, LONGEST_COMMAND).orElse(before.readOnlyPaths()),
        caches(body).orElse(before.caches()),
        sources(body, before.dataSources()).orElse(before.dataSources()),
        logs(body).orElse(before.logs()),
        deployment(body, before.deployment()),
        PolicyFields.landing(body, before.landing()),
        PolicyFields.approval(body, before.approval()));
  }

  private static @Nullable String command(JsonBody body, String name, @Nullable String before) {
    return body.fields().has(name) ? body.text(name, LONGEST_COMMAND).orElse(null) : before;
  }

  private static DeploySettings deployment(JsonBody body, DeploySettings before) {
    var secrets = body.texts("deploySecrets", MOST_COMMANDS, LONGEST_NAME);
    if (!secrets.orElse(List.of()).stream().allMatch(SECRET)) {
      throw body.bad("deploySecrets", "must be names such as REGISTRY_TOKEN");
    }
    var seconds = body.number("healthCheckSeconds", 1, 3600).map(Math::toIntExact);
    return new DeploySettings(
        secrets.orElse(before.secrets()),
        body.texts("deployNetwork", MOST_HOSTS, LONGEST_NAME).orElse(before.network()),
        seconds.orElse(before.healthCheckSeconds()));
  }

  /// Nobody can read a password, so one that is not given stays; for the same login only.
  private static String password(JsonBody part, List<DataSource> before) {
    return part.text("password", LONGEST_NAME)
        .orElseGet(
            () ->
                before.stream()
                    .filter(
                        known ->
                            known.name().equals(required(part, "name"))
                                && known.url().equals(required(part, "url"))
                                && known.user().equals(required(part, "user")))
                    .map(DataSource::password)
                    .findFirst()
                    .orElse(""));
  }

  private static Optional<List<DataSource>> sources(JsonBody body, List<DataSource> before) {
    return body.parts("dataSources", MOST_COMMANDS, Set.of("name", "url", "user", "password"))
        .map(
            parts ->
                parts.stream()
                    .map(
                        part ->
                            new DataSource(
                                required(part, "name"),
                                postgres(part),
                                required(part, "user"),
                                password(part, before)))
                    .toList());
  }

  private static Optional<List<Cache>> caches(JsonBody body) {
    return body.parts("caches", Kind.values().length, Set.of("tool", "path"))
        .map(parts -> parts.stream().map(RepositoryFields::cache).toList());
  }

  private static Cache cache(JsonBody part) {
    var tool = required(part, "tool");
    var path = absolute(part, "path");
    var tools = Arrays.stream(Kind.values()).map(Kind::wire).toList();
    if (!tools.contains(tool)) {
      throw part.bad("tool", "must be one of " + tools);
    }
    return new Cache(tool, path);
  }

  private static Optional<List<LogFile>> logs(JsonBody body) {
    return body.parts("logs", MOST_COMMANDS, Set.of("name", "path"))
        .map(
            parts ->
                parts.stream()
                    .map(part -> new LogFile(required(part, "name"), absolute(part, "path")))
                    .toList());
  }

  private static String absolute(JsonBody part, String name) {
    var path = required(part, name);
    if (!path.startsWith("/")) {
      throw part.bad(name, "must be absolute");
    }
    return path;
  }

  private static String postgres(JsonBody part) {
    var url = required(part, "url");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw part.bad("url", "must be a PostgreSQL JDBC address: jdbc:postgresql://host/database");
    }
    return url;
  }

  private static String required(JsonBody part, String name) {
    return part.text(name, LONGEST_COMMAND)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> part.bad(name, "is required"));
  }
}
