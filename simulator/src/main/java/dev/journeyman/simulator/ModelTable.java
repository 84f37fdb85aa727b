package dev.journeyman.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The models there are, newest first, and how `/v1/models` shows them.
final class ModelTable {
  private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");
  private final List<ModelRules> rows;

  ModelTable() {
    try (var file = Resources.open("models.yaml")) {
      rows = Resources.YAML.readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ModelRules> rows() {
    return rows;
  }

  Optional<ModelRules> find(String model) {
    return rows.stream().filter(row -> row.isCalled(model)).findFirst();
  }

  ModelRules require(String model) {
    return find(model).orElseThrow(() -> ApiError.notFound("model: " + model));
  }

  static ObjectNode shown(ModelRules row) {
    var shown =
        Json.object("model")
            .put("id", row.id())
            .put("display_name", row.name())
            .put("created_at", row.created() + "T00:00:00Z")
            .put("lifecycle", row.lifecycle())
            .put("line", row.line())
            .put("max_input_tokens", row.window())
            .put("max_tokens", row.maxOutput());
    shown.set("capabilities", capabilities(row));
    return shown;
  }

  private static ObjectNode capabilities(ModelRules row) {
    var all = Json.object();
    for (var always : List.of("batch", "citations", "image_input", "pdf_input")) {
      all.set(always, supported(true));
    }
    all.set("structured_outputs", supported(true));
    all.set("compaction", supported(row.compaction()));
    var effort = supported(row.effort());
    EFFORTS.forEach(level -> effort.set(level, supported(row.effort())));
    all.set("effort", effort);
    var types = Json.object();
    for (var type : List.of("adaptive", "between_tools", "disabled", "enabled")) {
      types.set(type, supported(row.acceptsThinking(type)));
    }
    all.set("thinking", supported(true).set("types", types));
    return all;
  }

  private static ObjectNode supported(boolean supported) {
    return Json.object().put("supported", supported);
  }
}
