package dev.journeyman.agent.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.journeyman.model.ToolDefinition;

/// Keeps a Markdown report with the task.
public record GenerateReports() implements Tool {

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_REPORT = 200_000;
  private static final ToolDefinition DEFINITION =
      new ToolDefinition(
          "generate_reports",
          """
          Keeps a report in Markdown with the task, where people can read and download it. It is \
          no file of the repository. A report with the same title is replaced.""",
          """
          {"type":"object","properties":{
          "title":{"type":"string","maxLength":200},
          "markdown":{"type":"string","maxLength":200000}},
          "required":["title","markdown"],"additionalProperties":false}""");

  @Override
  public ToolDefinition definition() {
    return DEFINITION;
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public ToolResult run(JsonNode input, ToolContext context) {
    return Guard.run(input, checked -> keep(checked, context));
  }

  private static ToolResult keep(Input input, ToolContext context) {
    var title = input.text("title").replaceAll("\\p{Cntrl}+", " ").strip();
    var markdown = input.text("markdown");
    if (title.isEmpty() || title.length() > LONGEST_TITLE) {
      throw new ToolFailure("`title` must have 1 to %d characters.".formatted(LONGEST_TITLE));
    }
    if (markdown.isBlank() || markdown.length() > LONGEST_REPORT) {
      throw new ToolFailure(
          "`markdown` must have 1 to %,d characters, not %,d. Nothing was kept."
              .formatted(LONGEST_REPORT, markdown.length()));
    }
    var redaction = context.redaction();
    var name = context.reports().keep(redaction.of(title), redaction.of(markdown));
    return ToolResult.ok("The report is kept with the task as %s.".formatted(name));
  }
}
