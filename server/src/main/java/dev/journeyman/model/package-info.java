/// The model as a port: requests, replies, usage, prices, profiles, retries; and the Claude client
/// behind it.
@NullMarked
package dev.journeyman.model;

import org.jspecify.annotations.NullMarked;
