package dev.journeyman.model;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.Interceptor;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.telemetry.TraceParent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/// The way to the server. The SDK gives addresses, headers and error bodies; the body of a request
/// is ours, byte for byte, because the SDK's types would normalise numbers and lose fields they do
/// not know.
final class Transport implements AutoCloseable {

  private static final String PROVIDER = "https://api.anthropic.com";

  private static final ScopedValue<byte[]> BODY = ScopedValue.newInstance();

  private final AnthropicClient client;

  private Transport(AnthropicClient client) {
    this.client = client;
  }

  static Transport open(ModelSettings settings) {
    var timeouts = settings.timeouts();
    var options =
        ClientOptions.builder()
            .httpClient(new Connections(timeouts))
            .baseUrl(settings.baseUrl().orElse(PROVIDER))
            .putHeader("Authorization", "Bearer " + credential(settings))
            .maxRetries(0)
            .addInterceptor(Interceptor.syncOnly(Transport::withOwnBody))
            .timeout(
                Timeout.builder()
                    .connect(timeouts.connect())
                    .read(timeouts.read())
                    .write(timeouts.read())
                    .request(timeouts.request())
                    .build())
            .build();
    return new Transport(new AnthropicClientImpl(options));
  }

  private static String credential(ModelSettings settings) {
    return settings.apiKey().or(settings::authToken).orElse("none");
  }

  private static HttpResponse withOwnBody(
      HttpClient next, HttpRequest request, RequestOptions options) {
    return BODY.isBound()
        ? next.execute(request.toBuilder().body(new Body(BODY.get())).build(), options)
        : next.execute(request, options);
  }

  /// Posts a request; the answer's status is good and its body not yet read. The caller closes it.
  ///
  /// @throws com.anthropic.errors.AnthropicException if the server is not reached or says no
  @SuppressWarnings("MustBeClosedChecker") // the caller reads the open stream and closes it
  HttpResponse post(byte[] body, List<String> betas) {
    var params =
        MessageCreateParams.builder().model("body").maxTokens(1).addUserMessage("replaced");
    TraceParent.outgoing().forEach(params::putAdditionalHeader);
    if (!betas.isEmpty()) {
      params.putAdditionalHeader("anthropic-beta", String.join(",", betas));
    }
    return ScopedValue.where(BODY, body)
        .call(() -> client.messages().withRawResponse().createStreaming(params.build()));
  }

  /// What the server says of a model.
  ///
  /// @throws com.anthropic.errors.AnthropicException if the server is not reached or knows no such
  ///   model
  JsonNode describe(String model) {
    var brief = RequestOptions.builder().timeout(Duration.ofSeconds(10)).build();
    try (var response = client.models().withRawResponse().retrieve(model, brief)) {
      return Json.MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /// Bytes as they are.
  private static final class Body implements HttpRequestBody {

    private final byte[] bytes;

    Body(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void writeTo(OutputStream out) {
      try {
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean repeatable() {
      return true;
    }

    @Override
    public void close() {}
  }
}
