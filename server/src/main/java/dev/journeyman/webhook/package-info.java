/// Tells others over HTTP where tasks stand, as
/// [Standard Webhooks](https://www.standardwebhooks.com) describes it.
///
/// ```
/// task changes ─► webhook_delivery + webhook_job, in the task's own transaction
///                     │ a worker takes the job
///                     ▼
///                  attempt ──2xx──► delivered
///                     │ 410 ──► dead, and the webhook is disabled
///                     │ else ─► again after a growing pause; dead after the last attempt
/// ```
///
/// `webhook` 1 ─ n `webhook_delivery`, one for each webhook and event; `webhook_job` is the queue.
@NullMarked
package dev.journeyman.webhook;

import org.jspecify.annotations.NullMarked;
