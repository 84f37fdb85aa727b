package dev.journeyman.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.journeyman.agent.tool.ToolBox;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentVersionTest {

  private static final List<String> SETTINGS = List.of("claude-sonnet-5-5", "medium", "200000");

  @Test
  void itIsTheSameForTheSamePartsAndAnotherForOthers() {
    var tools = ToolBox.allDefinitions();
    var version = AgentVersion.of(tools, SETTINGS);
    assertThat(tools).hasSize(9);
    assertThat(version).matches("[0-9a-f]{12}").isEqualTo(AgentVersion.of(tools, SETTINGS));
    assertThat(AgentVersion.of(tools.subList(1, 9), SETTINGS)).isNotEqualTo(version);
    assertThat(AgentVersion.of(tools, List.of("claude-opus-5-5", "medium", "200000")))
        .isNotEqualTo(version);
  }
}
