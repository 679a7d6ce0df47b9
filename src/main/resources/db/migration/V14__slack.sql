-- Where an incident is told in Slack, and who has to say first that it may be.

create table slack_thread (
    incident_id    bigint primary key references incident,
    -- in the keys of its messages, so that those of another installation in the same channel are never taken for ours
    token          text        not null unique,
    -- of a channel of its own: chosen before it is made, so that one that was made by an answer that got lost is found
    channel_name   text unique,
    channel_id     text,
    root_ts        text,
    -- set before the root message is posted: from then on it is looked for before it is posted again
    root_tried     boolean     not null default false,
    root_edited_at timestamptz,
    -- who makes the channel and the root message just now
    opening_until  timestamptz,
    -- Slack users that were invited once; who left isn't invited again
    invited        text[]      not null default '{}',
    -- Slack users in the channel because of whom nothing is posted, or nobody was invited, and what the room was told
    held           text[]      not null default '{}',
    held_why       text,
    held_since     timestamptz,
    -- of these a person has said that it may be told all the same
    confirmed      text[]      not null default '{}',
    confirmed_by   text,
    confirmed_at   timestamptz,
    created_at     timestamptz not null
);

-- Messages whose posting wasn't answered: they are looked for before they are posted again.
create table slack_doubt (
    key   text primary key,
    since timestamptz not null
);
