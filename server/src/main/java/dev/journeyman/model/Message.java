package dev.journeyman.model;

/// One message of a conversation, as the JSON that is sent: `{"role":…,"content":[…]}`. It is kept
/// as text so that what was stored is sent again byte for byte.
public record Message(String json) {}
