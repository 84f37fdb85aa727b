package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Takes a reply apart into the events of its stream. One instance serves one reply.
final class ReplyEvents {
  private static final int CHARACTERS = 40;
  private final List<ServerEvent> events = new ArrayList<>();

  private ReplyEvents() {}

  static List<ServerEvent> of(Reply reply) {
    var events = new ReplyEvents();
    var start = Json.object("message_start");
    start.set("message", reply.opened());
    events.add(start);
    for (int i = 0; i < reply.content().size(); i++) {
      events.block(i, reply.content().get(i));
    }
    events.end(reply);
    return List.copyOf(events.events);
  }

  private void block(int index, Block block) {
    var start = Json.object("content_block_start").put("index", index);
    start.set("content_block", block.opened());
    add(start);
    if (index == 0) {
      add(Json.object("ping"));
    }
    switch (block) {
      case Block.Thinking thinking -> {
        pieces(index, "thinking_delta", "thinking", thinking.text());
        delta(index, Json.object("signature_delta").put("signature", thinking.signature()));
      }
      case Block.Text text -> pieces(index, "text_delta", "text", text.text());
      case Block.ToolUse use -> {
        delta(index, Json.object("input_json_delta").put("partial_json", ""));
        pieces(index, "input_json_delta", "partial_json", use.json());
      }
      case Block.Compaction compaction ->
          delta(index, Json.object("compaction_delta").put("content", compaction.content()));
      case Block.Novel _ -> delta(index, Json.object("hologram_delta").put("hologram", "…"));
    }
    add(Json.object("content_block_stop").put("index", index));
  }

  private void end(Reply reply) {
    var delta = Json.object().put("stop_reason", reply.stop()).putNull("stop_sequence");
    if (!reply.stopDetails().isEmpty()) {
      delta.set("stop_details", reply.stopDetails());
    }
    var end = Json.object("message_delta");
    end.set("delta", delta);
    end.set("usage", reply.finalUsage());
    add(end);
    add(Json.object("message_stop"));
  }

  private void pieces(int index, String type, String key, String text) {
    for (int from = 0; from < text.length(); ) {
      int to =
          text.offsetByCodePoints(
              from, Math.min(CHARACTERS, text.codePointCount(from, text.length())));
      delta(index, Json.object(type).put(key, text.substring(from, to)));
      from = to;
    }
  }

  private void delta(int index, ObjectNode delta) {
    var event = Json.object("content_block_delta").put("index", index);
    event.set("delta", delta);
    add(event);
  }

  private void add(ObjectNode data) {
    events.add(new ServerEvent(data));
  }
}
