-- Looking further back than the lookback for one incident, and how far that is.

create table backfill (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    by_operator text        not null,
    since       timestamptz not null,
    until       timestamptz not null,
    -- whether CloudTrail's event history may be asked, which a suspect could see
    lookup      boolean     not null,
    state       text        not null check (state in ('queued', 'running', 'done', 'failed')),
    source      text check (source in ('stream', 'logs', 'lookup')),
    started_at  timestamptz not null,
    events      bigint      not null default 0,
    matched     bigint      not null default 0,
    recorded    bigint      not null default 0,
    unreadable  bigint      not null default 0,
    message     text,
    -- the node that reads; another takes it over when it hasn't been heard of for a while
    owner       text        not null,
    beat_at     timestamptz not null,
    -- where it goes on: JSON, written with each page
    standing    text        not null default '{}'
);
create unique index backfill_one_at_a_time on backfill (incident_id) where state in ('queued', 'running');
create index backfill_of_incident on backfill (incident_id, id);
