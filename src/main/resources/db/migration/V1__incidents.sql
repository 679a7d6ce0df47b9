-- The case: incidents, their suspects, and one append-only log per incident.

create table incident (
    id                bigint generated always as identity primary key,
    title             text        not null,
    severity          text        not null check (severity in ('low', 'medium', 'high', 'critical')),
    follow            text        not null check (follow in ('direct', 'sessions', 'credentials', 'full')),
    state             text        not null check (state in ('watching', 'closed')),
    origin            text        not null,
    opened_by         text        not null,
    opened_at         timestamptz not null,
    closed_at         timestamptz,
    verdict           text check (verdict in ('malicious', 'benign', 'exercise', 'unclear')),
    verdict_reason    text,
    head              bigint      not null default 0,
    total             bigint      not null default 0,
    reads             bigint      not null default 0,
    writes            bigint      not null default 0,
    identities        bigint      not null default 0,
    tampers           bigint      not null default 0,
    denied            bigint      not null default 0,
    failed            bigint      not null default 0,
    throttled         bigint      not null default 0,
    duplicates        bigint      not null default 0,
    newest_event_time timestamptz,
    newest_arrived_at timestamptz,
    restricted        boolean     not null default false
);

-- Who may see a restricted incident, by operator name. No row and restricted = false: everybody.
create table incident_reader (
    incident_id bigint not null references incident,
    operator    text   not null,
    primary key (incident_id, operator)
);

create table suspect (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    type        text        not null,
    value       text        not null,
    account     text,
    added_by    text        not null,
    added_at    timestamptz not null,
    removed_at  timestamptz
);
create unique index suspect_once on suspect (incident_id, type, value, coalesce(account, '')) where removed_at is null;

-- Everything that a room shows takes a seq; per incident seqs have no holes and their order is commit order.
create table entry (
    incident_id bigint      not null references incident,
    seq         bigint      not null,
    kind        text        not null,
    at          timestamptz not null,
    actor       text,
    body        text        not null,
    primary key (incident_id, seq)
);

-- One matched CloudTrail record, once per incident. body of its entry row is the summary that rooms draw;
-- the columns here are what is filtered on; record is the redacted JSON, gzipped.
create table activity (
    incident_id   bigint      not null,
    event_id      text        not null,
    seq           bigint      not null,
    event_time    timestamptz,
    arrived_at    timestamptz not null,
    lane          text        not null,
    class         text        not null,
    outcome       text        not null,
    event_source  text        not null,
    event_name    text        not null,
    access_key_id text,
    principal_arn text,
    source_ip     text,
    region        text,
    account       text,
    error_code    text,
    consequence   boolean     not null,
    record        bytea       not null,
    primary key (incident_id, event_id),
    unique (incident_id, seq),
    foreign key (incident_id, seq) references entry (incident_id, seq)
);

-- How late the newest rows of an incident arrived is asked every few seconds.
create index activity_arrival on activity (incident_id, arrived_at);

-- Bytes that could not be read: encrypted, admin-only, bounded in age and size.
create table quarantined_record (
    id          bigint generated always as identity primary key,
    arrived_at  timestamptz not null,
    lane        text        not null,
    origin      text        not null,
    reason      text        not null,
    size        bigint      not null,
    sealed      bytea       not null,
    sha256      text        not null,
    incident_id bigint references incident
);
create index quarantined_record_age on quarantined_record (arrived_at);
create unique index quarantined_record_once on quarantined_record (sha256, origin);

create table import (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    by_operator text        not null,
    started_at  timestamptz not null,
    state       text        not null check (state in ('queued', 'running', 'done', 'failed')),
    bytes       bigint      not null default 0,
    records     bigint      not null default 0,
    events      bigint      not null default 0,
    matched     bigint      not null default 0,
    duplicates  bigint      not null default 0,
    quarantined bigint      not null default 0,
    message     text,
    spool       text        not null
);
