package dev.journeyman.webhook;

import dev.journeyman.telemetry.TraceParent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// Sends one message. A name is resolved once, all its addresses are checked, and one of them is
/// dialled, with `Host` and SNI of the name; the next one if it does not answer. No proxy, no
/// redirect, nothing sent twice, and no connection is kept, so that the next attempt resolves anew.
/// Safe for use by many threads.
final class Sender implements AutoCloseable {

  static final Duration TIMEOUT = Duration.ofSeconds(15);

  /// What is read of an answer; less is kept.
  private static final int ANSWER_BYTES = 16 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final MediaType JSON = MediaType.get("application/json");

  /// A body that the client does not send again on its own, once it has begun.
  private static final class OnceOnly extends RequestBody {

    private final byte[] bytes;

    OnceOnly(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }

  private final Destinations destinations;
  private final Supplier<OkHttpClient> base;
  private final Duration timeout;
  private @Nullable OkHttpClient client;

  /// @param base its trust in certificates is kept; asked for at the first message, since to read
  ///     all certificates takes longer than to start the service
  /// @param timeout of the whole exchange, up to the end of the answer
  Sender(Destinations destinations, Supplier<OkHttpClient> base, Duration timeout) {
    this.destinations = destinations;
    this.timeout = timeout;
    this.base = base;
  }

  private synchronized OkHttpClient client() {
    var known = client;
    if (known != null) {
      return known;
    }
    var made = strict(base.get());
    client = made;
    return made;
  }

  private OkHttpClient strict(OkHttpClient trusting) {
    return trusting
        .newBuilder()
        .dns(destinations::addresses)
        .proxy(Proxy.NO_PROXY)
        .followRedirects(false)
        .followSslRedirects(false)
        .protocols(List.of(Protocol.HTTP_1_1))
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .connectTimeout(CONNECT_TIMEOUT)
        .callTimeout(timeout)
        .build();
  }

  /// @param url may not be allowed any more
  /// @param secrets that sign, the newest first
  Reply send(String url, String id, Instant now, String body, List<String> secrets) {
    try {
      var request =
          traced(new Request.Builder())
              .url(destinations.checkWithoutName(url))
              .header("User-Agent", "Journeyman")
              .header("Accept-Encoding", "identity")
              .header("webhook-id", id)
              .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
              .header("webhook-signature", Signature.of(secrets, id, now, body))
              .post(new OnceOnly(body.getBytes(StandardCharsets.UTF_8)))
              .build();
      try (var response = client().newCall(request).execute()) {
        return answered(response);
      }
    } catch (RefusedUrlException e) {
      return new Reply.Unanswered(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Reply.Unanswered(reason(e));
    }
  }

  private static Request.Builder traced(Request.Builder request) {
    TraceParent.outgoing().forEach(request::header);
    return request;
  }

  /// Ends what is under way.
  @Override
  public synchronized void close() {
    if (client != null) {
      client.dispatcher().cancelAll();
    }
  }

  private static Reply answered(Response response) {
    return new Reply.Answered(
        response.code(), beginning(response), Optional.ofNullable(response.header("Retry-After")));
  }

  /// The answer counts, also if its body breaks off.
  private static String beginning(Response response) {
    var body = response.body();
    if (body == null) {
      return "";
    }
    try {
      var source = body.source();
      source.request(ANSWER_BYTES);
      var buffer = source.getBuffer();
      var bytes = buffer.readByteArray(Math.min(ANSWER_BYTES, buffer.size()));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  /// The client's own words name addresses.
  private String reason(IOException error) {
    return switch (error) {
      case UnknownHostException e -> String.valueOf(e.getMessage());
      case InterruptedIOException _ -> "No answer within %d seconds".formatted(timeout.toSeconds());
      case SSLException _ -> "No secure connection: the certificate or the protocol does not fit";
      default -> "The connection was refused or broke";
    };
  }
}
