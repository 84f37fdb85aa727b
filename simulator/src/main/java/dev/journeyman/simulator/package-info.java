/// A strict, scriptable Messages API over HTTP, for tests and for the demo without a key.
///
/// A request passes through these, in this order: [MessagesHandler] reads it, [Validator] refuses
/// what the real API refuses, [Script] picks an [Answer] from what the conversation itself says,
/// [Composer] makes a reply of it, [PromptCache] counts what a cache would have held, and
/// [ReplyStream] or a plain body carries it, with a [Fault] on the way if one was asked for.
@NullMarked
package dev.journeyman.simulator;

import org.jspecify.annotations.NullMarked;
