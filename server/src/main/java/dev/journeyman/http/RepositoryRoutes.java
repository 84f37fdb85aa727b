package dev.journeyman.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.journeyman.database.StoredJson;
import dev.journeyman.pipeline.Registrar;
import dev.journeyman.pipeline.Registrar.Registration;
import dev.journeyman.repository.Repository;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.repository.RepositoryStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/// Registers repositories and shows, changes and archives them.
final class RepositoryRoutes implements Routes {

  private static final int LONGEST_LOCATION = 4096;

  private final RepositoryStore repositories;
  private final Registrar registrar;
  private final Answers answers;

  RepositoryRoutes(RepositoryStore repositories, Registrar registrar, Answers answers) {
    this.repositories = repositories;
    this.registrar = registrar;
    this.answers = answers;
  }

  @Override
  public void add(RoutesConfig routes) {
    routes.get(BASE + "/repositories", this::list, Access.ADMIN);
    routes.post(BASE + "/repositories", this::register, Access.ADMIN);
    routes.get(BASE + "/repositories/{name}", this::read, Access.ADMIN);
    routes.patch(BASE + "/repositories/{name}", this::change, Access.ADMIN);
    routes.delete(BASE + "/repositories/{name}", this::archive, Access.ADMIN);
    routes.post(BASE + "/repositories/{name}/check", this::check, Access.ADMIN);
  }

  private void list(Context context) {
    var node = Json.object();
    var array = node.putArray("repositories");
    repositories
        .list(Authentication.principal(context).tenant())
        .forEach(repository -> array.add(json(repository)));
    answers.json(context, 200, node);
  }

  private void read(Context context) {
    answers.json(context, 200, json(required(context)));
  }

  private void register(Context context) {
    var body = JsonBody.required(context, RepositoryFields.REGISTRATION);
    var location =
        body.text("location", LONGEST_LOCATION)
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> body.bad("location", "is required"));
    var registration =
        new Registration(
            RepositoryFields.name(body),
            location,
            body.text("targetBranch", RepositoryFields.LONGEST_NAME),
            RepositoryFields.configuration(body, RepositoryConfiguration.EMPTY),
            body.value("verify").isEmpty());
    try {
      var repository = registrar.register(TaskLookup.actor(context), registration);
      context.header("Location", BASE + "/repositories/" + repository.name());
      answers.json(context, 201, json(repository));
    } catch (Registrar.Refused e) {
      throw refused("Repository cannot be registered", "location", e);
    }
  }

  private static ApiException refused(String title, String field, Registrar.Refused why) {
    return new ApiException(
        Problem.of(422, "repository-refused", title, String.valueOf(why.getMessage()))
            .with("field", field));
  }

  private void change(Context context) {
    var before = required(context);
    var body = JsonBody.required(context, RepositoryFields.CHANGE);
    var branch =
        body.text("targetBranch", RepositoryFields.LONGEST_NAME).orElse(before.targetBranch());
    var configuration = RepositoryFields.configuration(body, before.configuration());
    try {
      var changed = registrar.change(TaskLookup.actor(context), before, branch, configuration);
      answers.json(context, 200, json(changed.orElseThrow(() -> unknown(before.name()))));
    } catch (Registrar.Refused e) {
      throw refused("Repository cannot be changed", "targetBranch", e);
    }
  }

  private void archive(Context context) {
    registrar.archive(TaskLookup.actor(context), required(context));
    context.status(204);
  }

  /// Answers when everything has run; nothing of it is kept.
  private void check(Context context) {
    var repository = required(context);
    try {
      var checked = registrar.check(TaskLookup.actor(context), repository);
      var node = Json.object().put("repository", repository.name());
      node.put("commit", checked.commit()).put("tree", checked.tree());
      node.put("outcome", checked.outcome()).put("explanation", checked.explanation());
      node.set("checks", StoredJson.tree(checked.checks()));
      answers.json(context, 200, node);
    } catch (Registrar.Refused e) {
      throw refused("Repository cannot be checked", "name", e);
    }
  }

  private Repository required(Context context) {
    var name = context.pathParam("name");
    return repositories
        .find(Authentication.principal(context).tenant(), name)
        .orElseThrow(() -> unknown(name));
  }

  private static ApiException unknown(String name) {
    return Problems.notFound("There is no repository " + name);
  }

  /// Passwords of data sources stay inside; of deploy secrets only names are known here.
  private static ObjectNode json(Repository repository) {
    var configuration = repository.configuration();
    var node =
        Json.object()
            .put("name", repository.name())
            .put("location", repository.location())
            .put("targetBranch", repository.targetBranch())
            .put("deploy", configuration.deploy())
            .put("healthCheck", configuration.healthCheck())
            .put("healthCheckSeconds", configuration.deployment().healthCheckWindow().toSeconds());
    node.set("deploySecrets", TaskJson.texts(configuration.deployment().secrets()));
    node.set("deployNetwork", TaskJson.texts(configuration.deployment().network()));
    node.set("landing", PolicyFields.json(configuration.landing()));
    node.set("approval", PolicyFields.json(configuration.approval()));
    node.set("setup", TaskJson.texts(configuration.setup()));
    node.set("verify", TaskJson.texts(configuration.verify()));
    node.set("network", TaskJson.texts(configuration.network()));
    node.set("readOnlyPaths", TaskJson.texts(configuration.readOnlyPaths()));
    var caches = node.putArray("caches");
    configuration
        .caches()
        .forEach(cache -> caches.addObject().put("tool", cache.tool()).put("path", cache.path()));
    var sources = node.putArray("dataSources");
    configuration
        .dataSources()
        .forEach(
            source ->
                sources
                    .addObject()
                    .put("name", source.name())
                    .put("url", source.url())
                    .put("user", source.user()));
    var logs = node.putArray("logs");
    configuration
        .logs()
        .forEach(log -> logs.addObject().put("name", log.name()).put("path", log.path()));
    return node.put("createdAt", Json.instant(repository.createdAt()));
  }
}
