/// Durable execution over db-scheduler: claims, leases, priorities, cancellation.
@NullMarked
package dev.journeyman.queue;

import org.jspecify.annotations.NullMarked;
