/// Registered git repositories and their policies.
@NullMarked
package dev.journeyman.repository;

import org.jspecify.annotations.NullMarked;
