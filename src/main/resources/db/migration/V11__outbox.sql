-- What is to be told outside of the rooms, and how far that has come.

-- One row tells one thing to one target of one channel. Written in the transaction of what it tells; the body is JSON in
-- ASCII that the channel itself has written. A claim is a lease: who doesn't settle in time has its row delivered again.
create table outbox (
    id            bigint generated always as identity primary key,
    channel       text        not null,
    target        text        not null,
    key           text        not null,
    kind          text        not null,
    -- 0 broadcast, 1 immediate, 2 edit, 3 stream
    priority      smallint    not null check (priority between 0 and 3),
    incident_id   bigint references incident,
    entry_seq     bigint,
    body          text        not null,
    -- grows when the body is replaced: who delivers an older one hasn't delivered this
    version       int         not null default 1,
    -- a replaced body isn't delivered sooner than this after the last one
    every_ms      bigint      not null default 0,
    -- folded: another row or the next digest stands for it. withheld: its incident was restricted; the body is empty
    state         text        not null
        check (state in ('waiting', 'claimed', 'delivered', 'folded', 'dead', 'withheld')),
    attempts      int         not null default 0,
    due_at        timestamptz not null,
    claimed_by    text,
    claimed_until timestamptz,
    -- what the remote gave back
    reference     text,
    last_error    text,
    created_at    timestamptz not null,
    delivered_at  timestamptz,
    unique (channel, target, key)
);
create index outbox_due on outbox (channel, priority, due_at) where state in ('waiting', 'claimed');
create index outbox_lines on outbox (channel, incident_id, target, delivered_at) where priority = 1;
create index outbox_dead on outbox (channel, id) where state = 'dead';
create index outbox_withheld on outbox (channel) where state = 'withheld';
create index outbox_settled on outbox (created_at) where state in ('delivered', 'folded', 'withheld');
create index outbox_incident on outbox (incident_id);

-- How far a channel has told the log of an incident: the log itself is the outbox of digests, so work is due as long as
-- told_seq < incident.head, and what digests count adds up to what the log has.
create table outbox_stream (
    channel       text        not null,
    incident_id   bigint      not null references incident,
    told_seq      bigint      not null,
    told_at       timestamptz not null,
    -- where the digest that is on its way ends; kept until it is told, so that a retry tells the same
    upto          bigint,
    attempts      int         not null default 0,
    due_at        timestamptz not null,
    claimed_by    text,
    claimed_until timestamptz,
    reference     text,
    last_error    text,
    primary key (channel, incident_id)
);

-- A channel that is down or wants a pause; of all nodes together.
create table outbox_channel (
    channel      text primary key,
    paused_until timestamptz,
    -- pauses in a row since something was delivered
    pauses       int         not null default 0,
    paused_since timestamptz,
    why          text
);

-- What an incident has seen: who has written, and from where calls came. The first time is news.
create table outbox_seen (
    incident_id bigint not null references incident,
    kind        text   not null check (kind in ('write', 'address')),
    value       text   not null,
    primary key (incident_id, kind, value)
);

-- Whether a call is one of the past: looked back to, or brought as a file. Nobody is called for it.
alter table activity add column past boolean not null default false;
