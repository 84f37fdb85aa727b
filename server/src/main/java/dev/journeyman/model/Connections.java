package dev.journeyman.model;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/// Connections to the model's server. The SDK's own let the last piece of a request wait until what
/// went before it is acknowledged (Nagle's algorithm): up to a way there and back in each turn, and
/// on one host 43 ms in every tenth.
final class Connections implements HttpClient {

  private final OkHttpClient client;

  Connections(ModelSettings.Timeouts timeouts) {
    this.client =
        new OkHttpClient.Builder()
            .socketFactory(new PromptSockets())
            .connectionPool(new ConnectionPool(64, 1, TimeUnit.MINUTES))
            .connectTimeout(timeouts.connect())
            .readTimeout(timeouts.read())
            .writeTimeout(timeouts.read())
            .callTimeout(timeouts.request())
            .retryOnConnectionFailure(false)
            .build();
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    var call = call(request, options);
    try {
      return new Answer(call.execute());
    } catch (IOException e) {
      throw new AnthropicIoException("Request failed", e);
    }
  }

  private Call call(HttpRequest request, RequestOptions options) {
    var timed =
        options
            .timeout()
            .map(timeout -> client.newBuilder().callTimeout(timeout.request()).build())
            .orElse(client);
    return timed.newCall(written(request));
  }

  private static Request written(HttpRequest request) {
    var written = new Request.Builder().url(request.url());
    for (var name : request.headers().names()) {
      request.headers().values(name).forEach(value -> written.addHeader(name, value));
    }
    request.body().ifPresent(body -> written.post(new Body(body)));
    return written.build();
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    throw new UnsupportedOperationException("Replies are read by the thread that asks");
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private static final class Body extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpRequestBody body;

    Body(HttpRequestBody body) {
      this.body = body;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      try {
        body.writeTo(sink.outputStream());
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private record Answer(Response response) implements HttpResponse {

    @Override
    public int statusCode() {
      return response.code();
    }

    @Override
    public Headers headers() {
      var headers = Headers.builder();
      response.headers().forEach(pair -> headers.put(pair.getFirst(), pair.getSecond()));
      return headers.build();
    }

    @Override
    public InputStream body() {
      var body = response.body();
      return body == null ? InputStream.nullInputStream() : body.byteStream();
    }

    @Override
    public void close() {
      response.close();
    }
  }
}
