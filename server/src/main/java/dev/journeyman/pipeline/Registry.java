package dev.journeyman.pipeline;

import dev.journeyman.audit.AuditLog;
import dev.journeyman.database.Database;
import dev.journeyman.database.StoredJson;
import dev.journeyman.repository.CommandGuess;
import dev.journeyman.repository.LandingPolicy;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.repository.RepositoryStore;
import dev.journeyman.workspace.BranchName;
import dev.journeyman.workspace.CommitId;
import dev.journeyman.workspace.Mirror;
import dev.journeyman.workspace.RepositorySource;
import dev.journeyman.workspace.WorkspaceException;
import dev.journeyman.workspace.Workspaces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Registers repositories after a look at them.
public final class Registry implements Registrar {

  private static final int FILE_BYTES = 256 * 1024;

  private final Database database;
  private final RepositoryStore repositories;
  private final Workspaces workspaces;
  private final Hosting hosting;
  private final Trial trial;
  private final AuditLog audit;

  public Registry(
      Database database,
      RepositoryStore repositories,
      Workspaces workspaces,
      Hosting hosting,
      Trial trial,
      AuditLog audit) {
    this.hosting = hosting;
    this.trial = trial;
    this.database = database;
    this.repositories = repositories;
    this.workspaces = workspaces;
    this.audit = audit;
  }

  @Override
  public Repository register(TaskActions.Actor actor, Registration registration) {
    requireHost(registration.location(), registration.configuration().landing());
    return database.inTransaction(
        _ -> {
          var name = registration.name().orElseGet(() -> freeName(actor.tenant(), registration));
          var repository =
              repositories.register(
                  actor.tenant(),
                  name,
                  registration.location(),
                  registration.targetBranch().orElse("main"),
                  registration.configuration());
          var looked = looked(repository, registration);
          // Last, since everybody who decides something waits for the end of the chain.
          record(actor, "repository.register", name, Map.of("location", registration.location()));
          return looked;
        });
  }

  @Override
  public Optional<Repository> change(
      TaskActions.Actor actor,
      Repository before,
      String targetBranch,
      RepositoryConfiguration configuration) {
    if (!targetBranch.equals(before.targetBranch())) {
      requireBranch(before, targetBranch);
    }
    if (!configuration.landing().equals(before.configuration().landing())) {
      requireHost(before.location(), configuration.landing());
    }
    return database.inTransaction(
        _ -> {
          var changed =
              repositories.change(before.tenant(), before.name(), targetBranch, configuration);
          changed.ifPresent(
              after -> record(actor, "repository.change", after.name(), difference(before, after)));
          return changed;
        });
  }

  /// Names only: values may be commands with things in them that are nobody's business.
  private static Map<String, ?> difference(Repository before, Repository after) {
    var old = StoredJson.tree(before.configuration());
    var fields = new TreeSet<String>();
    StoredJson.tree(after.configuration())
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().equals(old.get(field.getKey()))) {
                fields.add(field.getKey());
              }
            });
    old.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> !StoredJson.tree(after.configuration()).has(name))
        .forEach(fields::add);
    return Map.of("targetBranch", after.targetBranch(), "changed", List.copyOf(fields));
  }

  /// What could not land is refused here, not by a task.
  private void requireHost(String location, LandingPolicy landing) {
    if (!landing.byPullRequest()) {
      return;
    }
    try {
      hosting
          .refusal(location, landing.method())
          .ifPresent(
              refusal -> {
                throw new Refused(refusal);
              });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Refused("The service is stopping; try again");
    }
  }

  private void requireBranch(Repository repository, String branch) {
    try {
      var source = new RepositorySource(repository.location());
      var mirror = workspaces.mirror(repository.id().toString(), source);
      mirror.fetch();
      mirror.head(new BranchName(branch));
    } catch (WorkspaceException e) {
      throw new Refused("%s %s".formatted(sentence(e.getMessage()), e.remedy()).strip());
    } catch (IllegalArgumentException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void archive(TaskActions.Actor actor, Repository repository) {
    database.inTransaction(
        _ -> {
          boolean archived = repositories.archive(repository.tenant(), repository.name());
          record(actor, "repository.archive", repository.name(), Map.of());
          return archived;
        });
  }

  @Override
  public Checked check(TaskActions.Actor actor, Repository repository) {
    var checked = trial.run(repository);
    record(
        actor,
        "repository.check",
        repository.name(),
        Map.of("commit", checked.commit(), "outcome", checked.outcome()));
    return checked;
  }

  private void record(TaskActions.Actor actor, String action, String name, Map<String, ?> detail) {
    audit.append(actor.tenant(), actor.user(), actor.address(), action, name, detail);
  }

  /// Two repositories in directories of the same name are told apart by a number; one that is there
  /// already keeps its name, and is refused under it.
  private String freeName(String tenant, Registration registration) {
    var plain = nameOf(registration.location());
    var name = plain;
    for (int number = 2; takenByAnother(tenant, name, registration.location()); number++) {
      name = plain + "-" + number;
    }
    return name;
  }

  private boolean takenByAnother(String tenant, String name, String location) {
    return repositories
        .find(tenant, name)
        .filter(known -> !known.location().equals(location))
        .isPresent();
  }

  /// Looks at the repository: a location that cannot be worked on is refused here, not by a task.
  private Repository looked(Repository repository, Registration registration) {
    try {
      var mirror =
          workspaces.mirror(
              repository.id().toString(), new RepositorySource(registration.location()));
      mirror.fetch();
      var branch =
          registration.targetBranch().map(BranchName::new).orElseGet(mirror::defaultBranch);
      var head = mirror.head(branch);
      var configuration = configuration(mirror, head, registration);
      return repositories
          .change(repository.tenant(), repository.name(), branch.value(), configuration)
          .orElseThrow();
    } catch (WorkspaceException e) {
      throw new Refused("%s %s".formatted(sentence(e.getMessage()), e.remedy()).strip());
    } catch (IllegalArgumentException e) {
      throw new Refused(String.valueOf(e.getMessage()));
    }
  }

  private static String sentence(@Nullable String message) {
    var text = String.valueOf(message).strip();
    return text.endsWith(".") ? text : text + ".";
  }

  private static RepositoryConfiguration configuration(
      Mirror mirror, CommitId head, Registration registration) {
    var given = registration.configuration();
    if (!registration.guess() || !given.verify().isEmpty()) {
      return given;
    }
    return given.withVerify(guess(mirror, head));
  }

  private static List<String> guess(Mirror mirror, CommitId head) {
    return CommandGuess.guess(
        mirror.files(head), path -> mirror.file(head, path, FILE_BYTES).map(Registry::text));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The last part of the location, without `.git` and without what a name may not have.
  static String nameOf(String location) {
    var trimmed = location.replaceAll("/+$", "").replaceAll("\\.git$", "").replaceAll("/+$", "");
    var last = trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf(':')) + 1);
    var name = last.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return Optional.of(name).filter(text -> !text.isEmpty()).orElse("repository");
  }
}
