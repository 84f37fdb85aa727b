-- What stands for the beginning of a conversation that was summarised to make room. The messages
-- themselves stay where they are.
create table summary (
  task uuid not null references task (id),
  conversation text not null,
  -- Of the message that followed the summary.
  position int not null,
  -- The first message that is still sent.
  until int not null check (until > 0 and until <= position),
  -- Made by a reply of the model, not by the provider: thinking before the position is left out.
  own boolean not null,
  json text not null,
  created_at timestamptz not null,
  primary key (task, conversation, position)
);
