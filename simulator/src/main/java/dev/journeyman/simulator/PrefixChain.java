package dev.journeyman.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A hash before each message, and one after the last, of everything that came earlier: system,
/// tools and messages. A compaction block sets the chain to where it was when the messages that
/// it stands for had been read, so what came after them stays valid.
record PrefixChain(List<String> links) {

  PrefixChain {
    links = List.copyOf(links);
  }

  static PrefixChain of(ObjectNode body) {
    var link = seed(body);
    var links = new ArrayList<String>();
    links.add(link);
    for (var message : body.path("messages")) {
      link = next(link, message);
      links.add(link);
    }
    return new PrefixChain(links);
  }

  String before(int message) {
    return links.get(message);
  }

  String end() {
    return links.getLast();
  }

  private static String seed(ObjectNode body) {
    var tools = Json.write(Canonical.withoutMarks(body.path("tools")));
    return Hash.of(Canonical.content(body.path("system")), tools);
  }

  private static String next(String link, JsonNode message) {
    var first = message.path("content").path(0);
    return Json.type(first).equals("compaction")
        ? Signature.read(first.path("signature").asText())
            .map(Signature::prefix)
            .orElseGet(() -> Hash.of(link, Canonical.message(message)))
        : Hash.of(link, Canonical.message(message));
  }
}
