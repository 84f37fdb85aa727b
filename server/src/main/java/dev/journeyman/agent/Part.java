package dev.journeyman.agent;

import dev.journeyman.model.ToolDefinition;
import dev.journeyman.task.Claim;
import java.util.List;
import java.util.Optional;

/// One part of a job, worked on in a loop of turns until its submission is accepted.
///
/// @param conversation the conversation it belongs to; `main` for the author's own
/// @param name unique within the conversation, such as `execute/2`
/// @param system and `offered` are the same for all parts of a conversation
/// @param opening what the service says first
/// @param offered every tool of the conversation, submissions of other parts included
/// @param tools those of them that this service runs
/// @param writing whether tools that change the tree may be used
/// @param maxTurns how many replies the part may take
/// @param notice what the model is told first, be it in the middle of the part
/// @param company who works on the task at the same time
public record Part(
    Claim claim,
    String conversation,
    String name,
    String system,
    String opening,
    List<ToolDefinition> offered,
    List<BoundTool> tools,
    Submission submission,
    boolean writing,
    int maxTurns,
    String model,
    String effort,
    Optional<Notice> notice,
    Company company) {

  public Part {
    offered = List.copyOf(offered);
    tools = List.copyOf(tools);
  }
}
