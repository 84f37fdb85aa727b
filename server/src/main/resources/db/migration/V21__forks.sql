-- Conversations that begin with what another one held at a moment: steps that are done at once.
create table fork (
  task uuid not null references task (id) on delete cascade,
  conversation text not null,
  parent text not null check (parent <> conversation),
  -- How many messages of the parent it begins with; its own are numbered from here.
  position int not null check (position > 0),
  -- The newest message of a person that was said in it. The parent takes each up later.
  heard_until timestamptz,
  created_at timestamptz not null,
  primary key (task, conversation)
);

-- Every conversation whole. A fork of a fork there is not.
create view conversation_message as
  select task, conversation, position, part, role, json, usage from message
  union all
  select fork.task, fork.conversation, message.position, message.part, message.role, message.json,
    message.usage
  from fork
    join message on message.task = fork.task and message.conversation = fork.parent
      and message.position < fork.position;

create view conversation_summary as
  select task, conversation, position, until, own, json from summary
  union all
  select fork.task, fork.conversation, summary.position, summary.until, summary.own, summary.json
  from fork
    join summary on summary.task = fork.task and summary.conversation = fork.parent
      and summary.position < fork.position;
