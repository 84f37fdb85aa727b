package dev.journeyman.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The dated table of models: the built-in one, and an operator's on top.
final class ModelTable {

  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Pattern SNAPSHOT = Pattern.compile("-20\\d{6}$");
  private static final Set<String> FIELDS =
      Set.of("like", "context", "output", "thinking", "effort", "compaction", "prices");

  private final ObjectNode models;
  private final Set<String> builtIn;

  private ModelTable(ObjectNode models, Set<String> builtIn) {
    this.models = models;
    this.builtIn = builtIn;
  }

  /// @throws IllegalArgumentException if the operator's file is missing or not in the table's form
  static ModelTable open(Optional<Path> file) {
    var models = builtIn();
    var names = new HashSet<String>();
    models.fieldNames().forEachRemaining(names::add);
    file.ifPresent(path -> lay(path, models));
    return new ModelTable(models, Set.copyOf(names));
  }

  private static ObjectNode builtIn() {
    try (InputStream in =
        Objects.requireNonNull(ModelTable.class.getResourceAsStream("models.yaml"))) {
      return YAML.readTree(in).withObject("/models");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void lay(Path file, ObjectNode models) {
    try (var in = Files.newInputStream(file)) {
      for (var entry : YAML.readTree(in).path("models").properties()) {
        checkFields(entry.getKey(), entry.getValue());
        models.withObjectProperty(entry.getKey()).setAll((ObjectNode) entry.getValue());
      }
      models.properties().forEach(entry -> read(entry.getKey(), entry.getValue(), LocalDate.MAX));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "The table of models at %s cannot be used: %s. Correct it or leave it out."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void checkFields(String model, JsonNode entry) {
    var unknown = new HashSet<String>();
    entry.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    if (!entry.isObject() || !unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown fields of " + model + ": " + unknown);
    }
  }

  /// A dated snapshot has the profile of its model.
  Optional<ModelProfile> find(String model, LocalDate day) {
    return entry(model)
        .or(() -> entry(SNAPSHOT.matcher(model).replaceFirst("")))
        .map(entry -> read(model, entry, day));
  }

  /// Whether it is one of the provider's models, or said to be like one.
  boolean ofProvider(String model) {
    var name = SNAPSHOT.matcher(model).replaceFirst("");
    return builtIn.contains(name) || builtIn.contains(models.path(name).path("like").asText());
  }

  private Optional<ObjectNode> entry(String model) {
    return models.path(model) instanceof ObjectNode own
        ? Optional.of(like(own).deepCopy().setAll(own))
        : Optional.empty();
  }

  /// One step only, so that a circle cannot be drawn.
  private ObjectNode like(ObjectNode entry) {
    return models.path(entry.path("like").asText()) instanceof ObjectNode other
        ? other
        : YAML.createObjectNode();
  }

  private static ModelProfile read(String model, JsonNode entry, LocalDate day) {
    return new ModelProfile(
        model,
        entry.path("context").asLong(ModelProfile.CAUTIOUS_CONTEXT),
        entry.path("output").asLong(ModelProfile.CAUTIOUS_OUTPUT),
        entry.path("thinking").asText("").equals("adaptive")
            ? ModelProfile.Thinking.ADAPTIVE
            : ModelProfile.Thinking.OMITTED,
        entry.path("effort").asBoolean(),
        pricesOn(day, entry.path("prices")),
        entry.path("compaction").asBoolean());
  }

  /// The newest prices that hold on this day; before the first known day, the first.
  private static Optional<Prices> pricesOn(LocalDate day, JsonNode prices) {
    var dated =
        prices
            .valueStream()
            .map(ModelTable::dated)
            .sorted(Comparator.comparing(Prices::asOf))
            .toList();
    return dated.reversed().stream()
        .filter(price -> !price.asOf().isAfter(day))
        .findFirst()
        .or(() -> dated.stream().findFirst());
  }

  private static Prices dated(JsonNode entry) {
    var since = LocalDate.parse(entry.required("since").asText());
    var longPrompt = entry.path("longPrompt");
    return prices(
        entry,
        since,
        longPrompt.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new Prices.LongPrompt(
                    longPrompt.required("above").asLong(),
                    prices(longPrompt, since, Optional.empty()))));
  }

  private static Prices prices(
      JsonNode entry, LocalDate since, Optional<Prices.LongPrompt> longPrompt) {
    return new Prices(
        entry.required("input").decimalValue(),
        entry.required("output").decimalValue(),
        entry.required("cacheRead").decimalValue(),
        entry.required("write5m").decimalValue(),
        entry.required("write1h").decimalValue(),
        since,
        longPrompt);
  }
}
