package dev.journeyman.model;

import java.math.BigDecimal;
import java.util.Optional;

/// A language model that continues a conversation.
///
/// Safe for use by many threads. A call blocks until the reply is whole; interrupting the calling
/// thread closes the connection and throws [ModelException.Interrupted]. Retries happen inside and
/// are told to the listener; nothing of a failed attempt is ever part of a reply.
public interface Model {

  /// @throws ModelException when no reply can be had, sorted by what can be done about it
  Reply reply(Request request, ReplyListener listener);

  /// Has the provider summarise the conversation of a request. The conversation must not end in a
  /// reply with open tool calls. What is recent and to be kept word for word is left out of it, and
  /// put after the summary unchanged.
  ///
  /// @param instructions what the summary is to hold; empty for the provider's own
  /// @throws ModelException as [#reply] does
  default Compaction compact(
      Request request, Optional<String> instructions, ReplyListener listener) {
    return new Compaction.NotPossible("this model has no summary on demand", Usage.NONE);
  }

  /// What is known of a model: limits, prices, how it thinks.
  ModelProfile profile(String model);

  /// What one reply with this usage costs in US dollars; empty if the prices are not known.
  default Optional<BigDecimal> costOf(String model, Usage usage) {
    return profile(model).prices().map(prices -> prices.costOf(usage));
  }

  /// True if a key or token is configured.
  boolean configured();
}
