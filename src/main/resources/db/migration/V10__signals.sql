-- What detectors have told, and what became of it.

-- Each signal once, however often it is told. way says by which door: what rides on the stream, or comes as an event, can
-- never pass for what a source of risk scores has said, and the other way round. speaker is who is held to account for
-- it: the source whose signature it carries, or the service that the stream names.
create table signal (
    id             bigint generated always as identity primary key,
    key            bytea       not null unique,
    way            text        not null check (way in ('risk', 'event')),
    speaker        text        not null,
    source         text        not null,
    signal_id      text        not null,
    detail_type    text        not null,
    type           text        not null,
    score          int         not null check (score between 0 and 100),
    title          text        not null,
    account        text,
    region         text,
    suspects       text        not null,
    nobody         text,
    -- by which the same principal is known again
    names          text[]      not null,
    evidence       text        not null,
    owner          text,
    sample         boolean     not null,
    active         boolean     not null,
    observed_at    timestamptz,
    detector_count bigint      not null,
    trust          text        not null check (trust in ('SIGNED', 'REREAD', 'STREAM')),
    first_sha256   bytea       not null,
    last_sha256    bytea       not null,
    -- redacted and gzipped; null when it is too large to be kept
    raw            bytea,
    count          bigint      not null default 1,
    first_seen     timestamptz not null,
    last_seen      timestamptz not null,
    outcome        text        not null check (outcome in ('opened', 'joined', 'recorded', 'suppressed')),
    -- whose room it is in, or, when suppressed, because of which closed one; the verdict is that incident's
    incident_id    bigint references incident,
    opened_at      timestamptz,
    playbook       text,
    why            text        not null,
    -- what the room was told last
    told_at        timestamptz,
    told_score     int,
    -- what a playbook wants done, by whoever comes to it first
    plan_level     text,
    plan_ask       boolean     not null default false,
    plan_state     text check (plan_state in ('due', 'drafted', 'asked', 'none')),
    plan_claimed_at timestamptz,
    plan_id        bigint references plan
);
create index signal_incident on signal (incident_id);
create index signal_opened on signal (speaker, opened_at) where opened_at is not null;
create index signal_type on signal (source, type);
create index signal_names on signal using gin (names);
create index signal_plan_due on signal (id) where plan_state = 'due';
create index signal_last_seen on signal (last_seen);

-- The incident that gathers what a speaker tells in masses.
create table signal_flood (
    speaker     text   primary key,
    incident_id bigint not null references incident,
    signals     bigint not null default 0
);
