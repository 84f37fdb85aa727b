package dev.journeyman.repository;

import java.time.Instant;
import java.util.UUID;

/// A registered git repository.
///
/// @param name unique within its tenant
/// @param location an absolute local path, or an https or ssh URL
/// @param targetBranch where changes land unless a task says otherwise
public record Repository(
    UUID id,
    String tenant,
    String name,
    String location,
    String targetBranch,
    RepositoryConfiguration configuration,
    Instant createdAt) {}
