package dev.journeyman.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.journeyman.webhook.Delivery.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which address is dialled, and under which name.
class DiallingTest {

  private static final String NAME = "hooks.example.test";
  private static final String PASSWORD = "changeit";

  @TempDir private Path directory = Path.of("/nowhere");

  @Test
  void wh03ANameThatLeadsInsideWhenItIsSentToIsNotDialled() throws UnknownHostException {
    var open = InetAddress.getByName("93.184.215.14");
    var inside = InetAddress.getLoopbackAddress();
    var asked = new AtomicInteger();
    try (var receiver = new Receiver();
        var office =
            new PostOffice(
                new WebhookSettings(false, true, Set.of(receiver.port()), 1),
                _ -> new InetAddress[] {asked.getAndIncrement() == 0 ? open : inside})) {
      var webhook = office.subscribe("http://%s:%d/".formatted(NAME, receiver.port()), "*");
      office.submit("Fix the rounding");
      assertThat(office.deliverer().deliver(office.delivery(webhook).id())).isPresent();
      assertThat(office.delivery(webhook).error()).contains("not public");
      assertThat(asked).hasValue(2);
      assertThat(receiver.waiting()).isZero();
    }
  }

  @Test
  void wh01AnAddressThatIsNoLongerAllowedIsRefusedWhenItIsSentTo() {
    try (var receiver = new Receiver();
        var office = new PostOffice(receiver.port())) {
      var webhook = office.subscribe(receiver.url(), "*");
      office.submit("Fix the rounding");
      var strict = new WebhookSettings(false, true, Set.of(receiver.port()), 1);
      var sender =
          new Sender(
              new Destinations(strict, InetAddress::getAllByName),
              OkHttpClient::new,
              Sender.TIMEOUT);
      var reply =
          sender.send(
              receiver.url(), "id", office.clock.instant(), "{}", List.of(webhook.secret()));
      assertThat(reply)
          .isInstanceOfSatisfying(
              Reply.Unanswered.class, no -> assertThat(no.reason()).contains("not public"));
      assertThat(receiver.waiting()).isZero();
    }
  }

  @Test
  void wh03TheCheckedAddressIsDialledWithHostAndSniOfTheName() throws Exception {
    var seen = new LinkedBlockingQueue<String>();
    var keys = keys();
    var server = server(keys, seen);
    int port = server.getAddress().getPort();
    var asked = new AtomicInteger();
    try (var office =
        new PostOffice(
            new WebhookSettings(true, false, Set.of(port), 1),
            _ -> {
              asked.incrementAndGet();
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            })) {
      var webhook = office.subscribe("https://%s:%d/hook".formatted(NAME, port), "*");
      office.submit("Fix the rounding");
      asked.set(0);
      var deliverer = office.deliverer(PostOffice.KEY, Sender.TIMEOUT, trusting(keys));
      assertThat(deliverer.deliver(office.delivery(webhook).id())).isEmpty();
      assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(NAME + ":" + port + " " + NAME);
      assertThat(asked).as("resolved once").hasValue(1);
      assertThat(office.delivery(webhook).state()).isEqualTo(State.DELIVERED);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void wh03IfOneCheckedAddressDoesNotAnswerTheNextIsDialled() throws Exception {
    var nobody = InetAddress.getByName("127.0.0.2");
    var here = InetAddress.getLoopbackAddress();
    try (var receiver = new Receiver();
        var office =
            new PostOffice(
                new WebhookSettings(true, true, Set.of(receiver.port()), 1),
                _ -> new InetAddress[] {nobody, here})) {
      var webhook = office.subscribe("http://%s:%d/".formatted(NAME, receiver.port()), "*");
      office.submit("Fix the rounding");
      assertThat(office.deliverer().deliver(office.delivery(webhook).id())).isEmpty();
      receiver.next();
      assertThat(receiver.waiting()).isZero();
    }
  }

  @Test
  void aMessageThatBreaksOffIsNotSentAgainInTheSameAttempt() throws Exception {
    var connections = new AtomicInteger();
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var office =
            new PostOffice(
                new WebhookSettings(true, true, Set.of(server.getLocalPort()), 1),
                _ ->
                    new InetAddress[] {
                      InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress()
                    })) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    try (var socket = server.accept()) {
                      connections.incrementAndGet();
                      assertThat(socket.getInputStream().readNBytes(10)).hasSize(10);
                    }
                  }
                } catch (IOException _) {
                  // The test is over.
                }
              });
      var webhook = office.subscribe("http://%s:%d/".formatted(NAME, server.getLocalPort()), "*");
      office.submit("Fix the rounding");
      assertThat(office.deliverer().deliver(office.delivery(webhook).id())).isPresent();
      assertThat(connections).hasValue(1);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    var seen = new LinkedBlockingQueue<String>();
    var server = server(keys(), seen);
    int port = server.getAddress().getPort();
    try (var office =
        new PostOffice(
            new WebhookSettings(true, false, Set.of(port), 1),
            _ -> new InetAddress[] {InetAddress.getLoopbackAddress()})) {
      var webhook = office.subscribe("https://%s:%d/hook".formatted(NAME, port), "*");
      office.submit("Fix the rounding");
      assertThat(office.deliverer().deliver(office.delivery(webhook).id())).isPresent();
      assertThat(office.delivery(webhook).error()).startsWith("No secure connection");
      assertThat(seen).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  /// Tells the header `Host` and the name asked for in TLS.
  private static HttpsServer server(KeyStore keys, BlockingQueue<String> seen) throws Exception {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpsServer.create(loopback, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            var names = session.getRequestedServerNames();
            var name =
                new String(
                    names.getFirst().getEncoded(), java.nio.charset.StandardCharsets.US_ASCII);
            seen.add(exchange.getRequestHeaders().getFirst("Host") + " " + name);
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    return server;
  }

  private static OkHttpClient trusting(KeyStore keys) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return new OkHttpClient.Builder()
        .sslSocketFactory(
            context.getSocketFactory(), (X509TrustManager) factory.getTrustManagers()[0])
        .build();
  }

  private KeyStore keys() throws Exception {
    var store = directory.resolve("server.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        "%s -genkeypair -alias server -keyalg EC -dname CN=%s -ext SAN=dns:%s -validity 30"
                .formatted(keytool, NAME, NAME)
            + " -storetype PKCS12 -keystore %s -storepass %s".formatted(store, PASSWORD);
    var process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    var said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    var keys = KeyStore.getInstance("PKCS12");
    try (var stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    return keys;
  }
}
