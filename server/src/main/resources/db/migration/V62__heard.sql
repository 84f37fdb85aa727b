-- By time alone a message would be missed that was sent before another and committed after it.
-- heard_until stays for instances of the version before, and is not read any more.
alter table fork add heard uuid[] not null default '{}';
update fork set heard = array(
  select id from steering where steering.task = fork.task and sent_at <= heard_until)
where heard_until is not null;
