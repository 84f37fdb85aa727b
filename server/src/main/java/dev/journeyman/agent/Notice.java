package dev.journeyman.agent;

/// What the model has to be told before a part goes on, such as that its work tree was restored.
///
/// @param told runs once the conversation holds the text
public record Notice(String text, Runnable told) {}
