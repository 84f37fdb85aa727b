package dev.journeyman.repository;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a repository is worked on. It comes through the API only and is never read from the tree.
///
/// @param setup commands that prepare a fresh work tree
/// @param verify commands that must succeed; without any, the evidence says that nothing was
///     verified
/// @param deploy runs after landing, in a sandbox with `network`; null if there is nothing to
///     deploy
/// @param healthCheck must succeed within a window after the deploy command, else the change is
///     rolled back
/// @param network host names that setup, the agent and deploy may reach
/// @param readOnlyPaths host paths shown read-only to every command
/// @param caches what build tools find of earlier downloads
/// @param dataSources what query_database may ask
/// @param logs what analyze_logs may read
/// @param deployment what deploy command and health check get in addition
public record RepositoryConfiguration(
    List<String> setup,
    List<String> verify,
    @Nullable String deploy,
    @Nullable String healthCheck,
    List<String> network,
    List<String> readOnlyPaths,
    List<Cache> caches,
    List<DataSource> dataSources,
    List<LogFile> logs,
    DeploySettings deployment,
    LandingPolicy landing,
    ApprovalPolicy approval) {

  /// A database that the agent may ask.
  ///
  /// @param url a PostgreSQL JDBC URL
  public record DataSource(String name, String url, String user, String password) {

    @Override
    public String toString() {
      return "DataSource[name=%s, url=%s]".formatted(name, url);
    }
  }

  /// A dependency cache on the service's host. Commands see a copy; what they change in it, no
  /// other task meets.
  ///
  /// @param tool `maven`, `npm`, `pip`, `gradle`, `cargo` or `go`
  public record Cache(String tool, String path) {}

  /// A log file on the service's host.
  public record LogFile(String name, String path) {}

  public static final RepositoryConfiguration EMPTY =
      new RepositoryConfiguration(
          List.of(),
          List.of(),
          null,
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          DeploySettings.NONE,
          LandingPolicy.USUAL,
          ApprovalPolicy.USUAL);

  /// What must not be shown of the output of commands.
  public Set<String> passwords() {
    return dataSources.stream().map(DataSource::password).collect(Collectors.toUnmodifiableSet());
  }

  public RepositoryConfiguration {
    setup = copy(setup);
    verify = copy(verify);
    network = copy(network);
    readOnlyPaths = copy(readOnlyPaths);
    caches = copy(caches);
    dataSources = copy(dataSources);
    logs = copy(logs);
    deployment = orElse(deployment, DeploySettings.NONE);
    landing = orElse(landing, LandingPolicy.USUAL);
    approval = orElse(approval, ApprovalPolicy.USUAL);
  }

  public RepositoryConfiguration withVerify(List<String> commands) {
    return new RepositoryConfiguration(
        setup,
        commands,
        deploy,
        healthCheck,
        network,
        readOnlyPaths,
        caches,
        dataSources,
        logs,
        deployment,
        landing,
        approval);
  }

  public RepositoryConfiguration withCaches(List<Cache> given) {
    return new RepositoryConfiguration(
        setup,
        verify,
        deploy,
        healthCheck,
        network,
        readOnlyPaths,
        given,
        dataSources,
        logs,
        deployment,
        landing,
        approval);
  }

  static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /// Configurations stored by an earlier version lack what came later.
  private static <T> T orElse(@Nullable T value, T standard) {
    return value == null ? standard : value;
  }
}
