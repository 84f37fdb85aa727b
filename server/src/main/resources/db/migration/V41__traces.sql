-- Under what a task's trace goes on, as W3C Trace Context has it; null for tasks from before.
alter table task add column traceparent text;
