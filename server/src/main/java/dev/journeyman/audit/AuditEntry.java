package dev.journeyman.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// One decision or effect.
///
/// @param address where the request came from; empty for what the service did by itself
/// @param action such as `task.approve` or `branch.land`
/// @param subject the id of what it was done to
/// @param hash SHA-256 over the entry and the hash before it
public record AuditEntry(
    long sequence,
    String tenant,
    Instant at,
    String actor,
    String address,
    String action,
    String subject,
    JsonNode detail,
    String previousHash,
    String hash) {}
