-- The job whose worker took the task last, since its epoch was raised; null after a decision. Only this job
-- may take the task again from its own worker, which died. Any other takes it only at the epoch it was
-- written for.
alter table task add column held_by text;
