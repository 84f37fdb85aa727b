package dev.journeyman.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.journeyman.database.StoredJson;
import dev.journeyman.workspace.HttpsGit;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An enterprise server of GitHub on loopback: repositories over https, and above them as much of
/// its API as pull requests need, with real branches and real merges.
final class GitHubHost implements AutoCloseable {

  static final String TOKEN = "ghp_0123456789-a-token-of-a-test";

  private static final String OWNER = "acme";
  private static final Pattern PULL = Pattern.compile("/repos/acme/([^/]+)/pulls/(\\d+)(/merge)?");
  private static final Pattern PULLS = Pattern.compile("/repos/acme/([^/]+)/pulls");
  private static final Pattern REPOSITORY = Pattern.compile("/repos/acme/([^/]+)");

  /// What goes wrong with the next request of this kind.
  ///
  /// @param status 0 does what is asked and loses the answer
  record Fault(String method, String path, int status, Map<String, String> headers) {}

  final HttpsGit git;
  private final Path root;
  private final List<ObjectNode> pulls = new ArrayList<>();
  private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();

  /// Every request of the API, such as `POST /repos/acme/app/pulls`.
  final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  /// In GitHub's words; empty for nothing.
  volatile String obstacle = "";

  volatile String[] methods = {"merge", "squash", "rebase"};

  /// Runs once, between the decision to merge and the merge.
  volatile Runnable beforeMerge = () -> {};

  /// Runs after each request was carried out and before it is answered.
  volatile Consumer<String> beforeAnswer = _ -> {};

  GitHubHost(Path root) throws IOException, GeneralSecurityException {
    this.root = Files.createDirectories(root);
    Files.createDirectories(root.resolve(OWNER));
    this.git = new HttpsGit(root, TOKEN);
    git.serve("/api/v3", this::handle);
  }

  /// How a service is told of it.
  Map<String, String> variables() {
    return Map.of(
        "GITHUB_TOKEN", TOKEN,
        "GITHUB_API_URL", "https://%s/api/v3".formatted(git.host()),
        "GIT_CA_FILE", git.certificate().toString());
  }

  /// Puts a repository here; its own `origin` is this one from now on.
  ///
  /// @return its address
  String host(TestRepository repository) throws IOException, InterruptedException {
    var name = String.valueOf(repository.directory().getFileName());
    var bare = bare(name);
    repository.git(
        "clone", "--quiet", "--bare", repository.directory().toString(), bare.toString());
    repository.git("remote", "add", "origin", bare.toString());
    return "https://%s/%s/%s.git".formatted(git.host(), OWNER, name);
  }

  private Path bare(String name) {
    return root.resolve(OWNER).resolve(name + ".git");
  }

  /// Command lines on which the token was seen.
  List<String> exposed() {
    return List.copyOf(git.exposed);
  }

  void fail(String method, String path, int status, Map<String, String> headers) {
    faults.add(new Fault(method, path, status, headers));
  }

  void loseAnswer(String method, String path) {
    fail(method, path, 0, Map.of());
  }

  /// The pull requests of a repository, in the order in which they were opened.
  synchronized List<ObjectNode> pulls(TestRepository repository) {
    var name = String.valueOf(repository.directory().getFileName());
    return pulls.stream().filter(pull -> pull.path("repository").asText().equals(name)).toList();
  }

  long count(String method, String pattern) {
    return requests.stream().filter(line -> line.matches(method + " " + pattern)).count();
  }

  /// What a person does on the web page.
  synchronized void edit(int number, String field, String value) {
    pulls.get(number - 1).put(field, value);
  }

  void mergeByHand(TestRepository repository, int number) throws IOException {
    mergeByHand(repository, number, "squash");
  }

  void mergeByHand(TestRepository repository, int number, String method) throws IOException {
    var name = String.valueOf(repository.directory().getFileName());
    merge(name, pulls.get(number - 1), method, "Merged by hand");
  }

  /// Whether branches may not be removed.
  void protect(TestRepository repository, boolean protect) throws IOException {
    var name = String.valueOf(repository.directory().getFileName());
    run(name, true, "config", "receive.denyDeletes", String.valueOf(protect));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring("/api/v3".length());
      var call = exchange.getRequestMethod() + " " + path;
      requests.add(call);
      var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var fault = fault(exchange.getRequestMethod(), path);
      if (fault != null && fault.status() != 0) {
        fault.headers().forEach(exchange.getResponseHeaders()::add);
        answer(exchange, fault.status(), message("This fault was asked for"));
        return;
      }
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, message("Bad credentials"));
        return;
      }
      var done =
          carryOut(
              exchange.getRequestMethod(),
              path,
              String.valueOf(exchange.getRequestURI().getQuery()),
              text.isEmpty() ? StoredJson.object() : StoredJson.tree(text));
      beforeAnswer.accept(call);
      if (fault == null) {
        answer(exchange, done.status(), done.body());
      }
    }
  }

  private @Nullable Fault fault(String method, String path) {
    for (var fault : faults) {
      if (fault.method().equals(method) && path.matches(fault.path()) && faults.remove(fault)) {
        return fault;
      }
    }
    return null;
  }

  private record Done(int status, JsonNode body) {}

  private static Done refused(int status, String message) {
    return new Done(status, message(message));
  }

  private static ObjectNode message(String text) {
    return StoredJson.object().put("message", text);
  }

  private synchronized Done carryOut(String method, String path, String query, JsonNode body)
      throws IOException {
    if (path.equals("/rate_limit")) {
      return new Done(200, StoredJson.object());
    }
    var repository = REPOSITORY.matcher(path);
    var all = PULLS.matcher(path);
    var one = PULL.matcher(path);
    if (repository.matches() && exists(repository.group(1))) {
      return new Done(200, repository());
    }
    if (all.matches() && exists(all.group(1))) {
      return method.equals("POST") ? open(all.group(1), body) : list(all.group(1), query);
    }
    if (one.matches() && Integer.parseInt(one.group(2)) <= pulls.size()) {
      var pull = pulls.get(Integer.parseInt(one.group(2)) - 1);
      if (one.group(3) != null) {
        return mergeAsked(one.group(1), pull, body);
      }
      if (method.equals("PATCH")) {
        if (body.has("state") && pull.has("merge_commit_sha")) {
          return refused(422, "Cannot change the state of a merged pull request");
        }
        body.properties().forEach(field -> pull.set(field.getKey(), field.getValue()));
      }
      return new Done(200, shown(one.group(1), pull));
    }
    return refused(404, "Not Found");
  }

  private boolean exists(String name) {
    return Files.exists(bare(name));
  }

  private ObjectNode repository() {
    var node = StoredJson.object();
    node.putObject("permissions").put("push", true);
    var allowed = List.of(methods);
    return node.put("allow_merge_commit", allowed.contains("merge"))
        .put("allow_squash_merge", allowed.contains("squash"))
        .put("allow_rebase_merge", allowed.contains("rebase"));
  }

  private Done list(String name, String query) throws IOException {
    var found = ((ArrayNode) StoredJson.tree("[]"));
    for (var pull : pulls.reversed()) {
      var head = "head=%s:%s".formatted(OWNER, pull.path("branch").asText());
      var asked = URLDecoder.decode(query, StandardCharsets.UTF_8) + "&";
      if (pull.path("repository").asText().equals(name) && asked.contains(head + "&")) {
        found.add(shown(name, pull));
      }
    }
    return new Done(200, found);
  }

  private Done open(String name, JsonNode body) throws IOException {
    var branch = body.path("head").asText();
    if (commit(name, branch).isEmpty() || commit(name, body.path("base").asText()).isEmpty()) {
      return refused(422, "Validation Failed");
    }
    boolean open =
        pulls.stream()
            .filter(pull -> pull.path("repository").asText().equals(name))
            .anyMatch(
                pull ->
                    pull.path("state").asText().equals("open")
                        && pull.path("branch").asText().equals(branch));
    if (open) {
      return refused(422, "A pull request already exists for acme:" + branch);
    }
    var pull =
        StoredJson.object()
            .put("repository", name)
            .put("number", pulls.size() + 1)
            .put("state", "open")
            .put("branch", branch)
            .put("into", body.path("base").asText())
            .put("title", body.path("title").asText())
            .put("body", body.path("body").asText());
    pulls.add(pull);
    return new Done(201, shown(name, pull));
  }

  private ObjectNode shown(String name, ObjectNode pull) throws IOException {
    var node = pull.deepCopy();
    int number = pull.path("number").asInt();
    node.put("html_url", "https://%s/%s/%s/pull/%d".formatted(git.host(), OWNER, name, number));
    var head = commit(name, pull.path("branch").asText());
    if (!head.isEmpty() && !pull.has("merge_commit_sha")) {
      pull.put("lastHead", head);
    }
    node.putObject("head")
        .put("ref", pull.path("branch").asText())
        .put("sha", pull.path("lastHead").asText());
    node.putObject("base").put("ref", pull.path("into").asText());
    node.put("merged", pull.has("merge_commit_sha"));
    node.put("mergeable_state", obstacle.isEmpty() ? "clean" : "blocked");
    return node;
  }

  private Done mergeAsked(String name, ObjectNode pull, JsonNode body) throws IOException {
    if (!pull.path("state").asText().equals("open")) {
      return refused(405, "Pull Request is not mergeable");
    }
    if (!body.path("sha").asText().equals(commit(name, pull.path("branch").asText()))) {
      return refused(409, "Head branch was modified. Review and try the merge again.");
    }
    if (!obstacle.isEmpty()) {
      return refused(405, obstacle);
    }
    var method = body.path("merge_method").asText();
    if (!List.of(methods).contains(method)) {
      return refused(405, "%s merges are not allowed on this repository.".formatted(method));
    }
    var hook = beforeMerge;
    beforeMerge = () -> {};
    hook.run();
    var message =
        "%s\n\n%s"
            .formatted(body.path("commit_title").asText(), body.path("commit_message").asText());
    return merge(name, pull, method, message)
        ? new Done(
            200,
            StoredJson.object()
                .put("merged", true)
                .put("sha", pull.path("merge_commit_sha").asText()))
        : refused(405, "Pull Request is not mergeable");
  }

  private boolean merge(String name, ObjectNode pull, String method, String message)
      throws IOException {
    var into = pull.path("into").asText();
    var base = commit(name, into);
    var head = commit(name, pull.path("branch").asText());
    var merged = run(name, false, "merge-tree", "--write-tree", base, head);
    if (merged.isEmpty()) {
      return false;
    }
    var tree = merged.lines().findFirst().orElseThrow();
    var commit =
        switch (method) {
          case "squash" -> run(name, true, "commit-tree", tree, "-p", base, "-m", message);
          case "merge" ->
              run(name, true, "commit-tree", tree, "-p", base, "-p", head, "-m", message);
          default -> rebased(name, base, head);
        };
    run(name, true, "update-ref", "refs/heads/" + into, commit, base);
    pull.put("state", "closed").put("merge_commit_sha", commit).put("lastHead", head);
    return true;
  }

  /// Makes the commits anew, as GitHub does even where it need not.
  private String rebased(String name, String base, String head) throws IOException {
    var onto = base;
    for (var commit :
        run(name, true, "rev-list", "--reverse", "--no-merges", base + ".." + head)
            .lines()
            .toList()) {
      var tree = run(name, true, "rev-parse", commit + "^{tree}");
      var message = run(name, true, "log", "-1", "--format=%B", commit);
      onto = run(name, true, "commit-tree", tree, "-p", onto, "-m", message);
    }
    return onto;
  }

  private String commit(String name, String branch) throws IOException {
    return run(name, false, "rev-parse", "--verify", "--quiet", "refs/heads/" + branch);
  }

  /// What is on a branch of a repository here.
  String commit(TestRepository repository, String branch) throws IOException {
    return commit(String.valueOf(repository.directory().getFileName()), branch);
  }

  private String run(String name, boolean must, String... arguments) throws IOException {
    var command =
        new ArrayList<>(List.of("git", "-c", "user.name=GitHub", "-c", "user.email=a@b.c"));
    command.add("--git-dir=" + bare(name));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(must).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || (must && process.exitValue() != 0)) {
        throw new IOException(String.join(" ", arguments) + ": " + said);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return process.exitValue() == 0 ? said : "";
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    git.close();
  }
}
