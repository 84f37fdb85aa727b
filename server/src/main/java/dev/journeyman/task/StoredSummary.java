package dev.journeyman.task;

/// What is sent in place of the beginning of a conversation.
///
/// @param position of the message that followed it
/// @param until the position of the first message that is still sent
/// @param own true if a reply of the model made it, not the provider: then no thinking before
///     `position` can be sent any more
/// @param json the message, byte for byte
public record StoredSummary(int position, int until, boolean own, String json) {}
