package dev.journeyman.workspace;

import static dev.journeyman.workspace.House.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.journeyman.workspace.Credentials.Token;
import dev.journeyman.workspace.WorkspaceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A remote over https that wants to see a credential.
class CredentialsTest {

  private static final String SECRET = "ghp_f4ke-T0ken-of-a-test";
  private static final BranchName MAIN = new BranchName("main");

  @TempDir Path temporary;
  private HttpsGit server;
  private House.UserSide remote;

  @BeforeEach
  void serve() throws Exception {
    var user = new House(temporary).repository("user");
    var team = Files.createDirectories(temporary.resolve("served/team"));
    remote = new House.UserSide(team.resolve("app.git"));
    user.git("clone", "-q", "--bare", user.directory().toString(), remote.directory().toString());
    server = new HttpsGit(temporary.resolve("served"), SECRET);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Mirror mirror(Token... tokens) {
    var credentials =
        new Credentials(
            List.of(tokens), Optional.empty(), Optional.empty(), Optional.of(server.certificate()));
    return new House(temporary.resolve("house"), credentials, List.of())
        .workspaces.mirror(
            "app", new RepositorySource("https://%s/team/app.git".formatted(server.host())));
  }

  @Test
  void aTokenOpensFetchAndPushAndIsOnNoCommandLine() throws IOException {
    Files.createDirectory(temporary.resolve("house"));
    var mirror = mirror(new Token(server.host(), "/", "x-access-token", SECRET));
    var base = mirror.head(MAIN);
    var work = mirror.commit(mirror.tree(base), List.of(base), "Work", AUTHOR);

    assertThat(mirror.land("task-1", MAIN, base, work)).isEqualTo(new Landing.Landed(work));

    assertThat(remote.head("main")).isEqualTo(work);
    assertThat(server.users).containsOnly("x-access-token");
    assertThat(server.exposed).isEmpty();
  }

  @Test
  void withoutOneTheRemedyIsNamedAndNothingIsAsked() throws IOException {
    Files.createDirectory(temporary.resolve("house"));
    assertThatThrownBy(() -> mirror())
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.REFUSED);
              assertThat(e.remedy()).contains("GITHUB_TOKEN");
            });
  }

  @Test
  void aWrongTokenIsRefusedAndNotRepeated() throws IOException {
    Files.createDirectory(temporary.resolve("house"));
    var wrong = new Token(server.host(), "/", "x-access-token", "wrong-but-secret");
    assertThatThrownBy(() -> mirror(wrong))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageNotContaining("wrong-but-secret");
  }

  @Test
  void aTokenIsShownToItsOwnPlaceOnly() throws IOException {
    Files.createDirectory(temporary.resolve("house"));
    var elsewhere = new Token("git.example.test", "/", "x", SECRET);
    var otherTeam = new Token(server.host(), "/other", "x", SECRET);
    assertThatThrownBy(() -> mirror(elsewhere, otherTeam)).isInstanceOf(WorkspaceException.class);
    assertThat(server.users).isEmpty();
  }

  @Test
  void anSshKeyIsNamedByItsPathOnly() {
    var credentials =
        new Credentials(
            List.of(),
            Optional.of(Path.of("/etc/keys/it's")),
            Optional.of(Path.of("/etc/hosts")),
            Optional.empty());
    var git =
        credentials.apply(
            Git.of(temporary), new RepositorySource("git@git.example.test:team/app.git"));
    assertThat(git.variables().get("GIT_SSH_COMMAND"))
        .contains("-oBatchMode=yes", "-i '/etc/keys/it'\\''s'", "-oStrictHostKeyChecking=yes");
    assertThat(git.toString()).doesNotContain("keys");
  }
}
