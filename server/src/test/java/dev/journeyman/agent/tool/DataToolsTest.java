package dev.journeyman.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.journeyman.database.TestDatabase;
import dev.journeyman.repository.RepositoryConfiguration;
import dev.journeyman.repository.RepositoryConfiguration.DataSource;
import dev.journeyman.repository.RepositoryConfiguration.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools that look at data, with a real PostgreSQL and real files.
class DataToolsTest {

  private static final TestDatabase.Foreign DATABASE = TestDatabase.foreign();

  @TempDir Path directory;
  private Bench bench;

  @BeforeAll
  static void fill() {
    DATABASE.execute(
        "CREATE TABLE item AS SELECT n, 'item ' || n AS name FROM generate_series(1, 500) n");
    DATABASE.execute("CREATE ROLE chief SUPERUSER LOGIN PASSWORD 'reading'");
    DATABASE.execute("CREATE ROLE reader LOGIN PASSWORD 'reading'");
    DATABASE.execute("GRANT SELECT ON item TO reader");
    DATABASE.execute("CREATE ROLE writer LOGIN PASSWORD 'reading'");
    DATABASE.execute("GRANT INSERT ON item TO writer");
  }

  @BeforeEach
  void plant() {
    bench = Bench.in(directory, RepositoryConfiguration.EMPTY);
  }

  private static DataSource source(String name, String role) {
    return new DataSource(name, DATABASE.jdbcUrl(), role, "reading");
  }

  private ToolResult ask(String role, String sql, Set<DatabaseIdentity> own) {
    return run(new QueryDatabase(List.of(source("shop", role)), own), sql);
  }

  private ToolResult ask(String sql) {
    return ask("reader", sql, Set.of());
  }

  private ToolResult run(QueryDatabase tool, String sql) {
    var input = new ObjectMapper().createObjectNode();
    return tool.run(input.put("source", "shop").put("sql", sql), bench.context());
  }

  @Test
  void answersWithATable() {
    assertThat(ask("SELECT n, name, NULL AS nothing FROM item ORDER BY n LIMIT 2;"))
        .isEqualTo(
            ToolResult.ok("n | name | nothing\n1 | item 1 | NULL\n2 | item 2 | NULL\n(2 rows)"));
  }

  @Test
  void showsNoMoreThanTwoHundredRows() {
    var text = ask("TABLE item").text();
    assertThat(text.lines()).hasSize(202);
    assertThat(text).endsWith("(200 rows shown, there are more)");
  }

  @Test
  void takesOneReadingStatementOnly() {
    for (var sql :
        List.of(
            "DELETE FROM item",
            "COMMIT",
            "SELECT 1; COMMIT",
            "/* x */ -- y\nDROP TABLE item",
            "COPY item TO '/tmp/x'",
            "DO $$ BEGIN END $$",
            "SET statement_timeout = 0",
            "")) {
      assertThat(ask(sql).error()).as(sql).isTrue();
    }
    assertThat(ask("WITH gone AS (DELETE FROM item RETURNING n) SELECT * FROM gone").text())
        .contains("The database refused");
    assertThat(ask("SELECT count(*) FROM item").text()).contains("500");
  }

  @Test
  void stopsALongQuery() {
    assertThat(ask("SELECT pg_sleep(60)").text()).contains("more than 10 seconds");
  }

  @Test
  void refusesRolesThatCanDoMoreThanRead() {
    assertThat(ask("chief", "SELECT 1", Set.of()).text()).contains("rules the server");
    assertThat(ask("writer", "SELECT 1", Set.of()).text()).contains("can write to tables");
  }

  @Test
  void neverAsksTheServicesOwnDatabase() throws SQLException {
    var url = DATABASE.jdbcUrl().replace("127.0.0.1", "localhost");
    try (var connection = DriverManager.getConnection(url, "reader", "reading")) {
      var own = Set.of(DatabaseIdentity.of(connection));
      assertThat(ask("reader", "SELECT 1", own).text()).contains("service's own database");
    }
  }

  @Test
  void namesTheSourcesThereAre() {
    var tool = new QueryDatabase(List.of(source("shop", "reader")), Set.of());
    assertThat(bench.run(tool, "{'source':'x','sql':'SELECT 1'}").text()).contains("are: shop");
    var other = new DataSource("shop", "jdbc:h2:mem:x", "", "");
    assertThat(run(new QueryDatabase(List.of(other), Set.of()), "SELECT 1").text())
        .contains("no PostgreSQL URL");
  }

  private AnalyzeLogs logs(String content) throws IOException {
    var file = Files.writeString(directory.resolve("app.log"), content);
    return new AnalyzeLogs(
        List.of(
            new LogFile("app", file.toString()),
            new LogFile("gone", directory.resolve("gone").toString())),
        new LogPlaces(List.of(directory), List.of()));
  }

  @Test
  void showsLogLinesByFilterTimeAndNumber() throws IOException {
    var tool =
        logs(
            "2026-01-01 10:00:00,1 WARN old\n2026-01-01T11:00:00Z ERROR new\n  at a.b\n"
                + "2026-01-01 12:00:00 INFO last "
                + Bench.SECRET
                + "\n");
    assertThat(bench.run(tool, "{'log':'app','filter':'WARN|ERROR'}").text())
        .isEqualTo(
            "2026-01-01 10:00:00,1 WARN old\n2026-01-01T11:00:00Z ERROR new\n"
                + "(log app: 2 of 2 lines that fit are shown)");
    assertThat(bench.run(tool, "{'log':'app','since':'2026-01-01T11:00'}").text())
        .startsWith("2026-01-01T11:00:00Z ERROR new\n  at a.b\n")
        .contains(Redaction.MARK);
    assertThat(bench.run(tool, "{'log':'app','tail':1}").text()).startsWith("2026-01-01 12:00");
    assertThat(bench.run(tool, "{'log':'app','max_lines':1}").text()).contains("1 of 4 lines");
  }

  @Test
  void boundsLogsAndTheirFilters() throws IOException {
    var lines = IntStream.range(0, 100).mapToObj(_ -> "a".repeat(5000)).toList();
    var tool = logs(String.join("\n", lines));
    assertThat(bench.run(tool, "{'log':'app'}").text().length()).isLessThan(31_000);
    assertThat(bench.run(tool, "{'log':'app','filter':'(a+)+b'}").text()).contains("too long");
    assertThat(bench.run(tool, "{'log':'app','filter':'('}").text()).contains("no regular");
    assertThat(bench.run(tool, "{'log':'gone'}").text()).contains("not there at the moment");
    assertThat(bench.run(tool, "{'log':'/etc/passwd'}").text()).contains("Configured are: app");
  }

  @Test
  void api12ShowsNoFileOfTheHostThatIsNobodysLog() throws IOException {
    var home = Files.createDirectories(directory.resolve("home"));
    var secret = Files.writeString(home.resolve("credentials"), "of the service\n");
    var link = Files.createSymbolicLink(directory.resolve("link.log"), secret);
    var logs = Files.createDirectories(directory.resolve("logs"));
    var closed = Files.writeString(directory.resolve("closed"), "of somebody\n");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
    Files.createSymbolicLink(logs.resolve("shadow.log"), closed);
    var tool =
        new AnalyzeLogs(
            List.of(
                new LogFile("home", secret.toString()),
                new LogFile("link", link.toString()),
                new LogFile("shadow", logs.resolve("shadow.log").toString()),
                new LogFile("public", "/etc/passwd")),
            new LogPlaces(List.of(logs), List.of(home)));
    for (var name : List.of("home", "link", "shadow")) {
      assertThat(bench.run(tool, "{'log':'%s'}".formatted(name)).text())
          .as(name)
          .contains("may not be shown")
          .contains("LOG_DIRECTORIES");
    }
    assertThat(bench.run(tool, "{'log':'public'}").text()).contains("root:");
  }

  @Test
  void saysWhyAnAnswerIsRefused() {
    var tool = new QueryDatabase(List.of(source("shop", "reader")), Set.of());
    assertThat(run(tool, "SELECT repeat('x', 100000000)").text()).contains("32 MB");
    assertThat(run(tool, "SELECT '{}'::jsonb ? 'a'").text()).contains("`??`");
    assertThat(run(tool, "SELECT '{}'::jsonb ?? 'a'").text()).contains("f\n(1 row)");
  }

  @Test
  void keepsReports() {
    var tool = new GenerateReports();
    assertThat(bench.run(tool, "{'title':'Summary','markdown':'# Done'}").text())
        .contains("Summary.md");
    assertThat(bench.reports()).containsEntry("Summary", "# Done");
    assertThat(bench.run(tool, "{'title':' ','markdown':'x'}").error()).isTrue();
    assertThat(bench.run(tool, "{'title':'x','markdown':''}").error()).isTrue();
  }

  @Test
  void offersWhatIsConfiguredInAStableOrderAndSaysWhyNot() {
    var settings = new ToolBox.Settings(1000, Set.of(), LogPlaces.PUBLIC);
    var box = ToolBox.of(RepositoryConfiguration.EMPTY, settings);
    assertThat(box.tools().keySet())
        .containsExactly(
            "read_file", "write_file", "execute_bash", "search_codebase", "generate_reports");
    assertThat(box.actionStatus()).hasSize(9);
    assertThat(box.actionStatus())
        .containsEntry(
            "run_tests", new ToolBox.Status(false, "The repository has no verify commands."));
    assertThat(box.run("run_tests", Bench.json("{}"), bench.context()).text())
        .contains("not on offer");
    assertThat(box.run("fly", Bench.json("{}"), bench.context()).text()).contains("no tool `fly`");
    assertThat(box.definitions()).allSatisfy(tool -> Bench.json(tool.inputSchema()));
    assertThat(new DeployCode().run(Bench.json("{}"), bench.context()).text())
        .contains("Nothing was deployed");
  }
}
