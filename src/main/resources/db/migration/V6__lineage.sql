-- Whom an incident follows, and why: identities, and the issuances by which each came from another.

-- Suspects, and what calls of watched identities have handed out. key says when two are the same: of a user account and
-- name, whatever its path, else the value. relation is what calls say of it; who is a suspect is said by suspect.
create table identity (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    key         text        not null,
    kind        text        not null,
    value       text        not null,
    label       text        not null,
    account     text,
    relation    text check (relation in ('minted', 'touched')),
    certainty   text        not null check (certainty in ('exact', 'derived', 'possible')),
    -- what people have decided
    confirmed   boolean     not null default false,
    excluded    boolean     not null default false,
    note        text,
    noted_by    text,
    joined_at   timestamptz not null,
    -- whether it joined as one of many, without an entry of its own
    grouped     boolean     not null default false,
    unique (incident_id, key)
);
create index identity_joined on identity (incident_id, joined_at);

-- That one came from another, once for each call that proves it: whose call that is may become known later. record is
-- that of a service's call, redacted and gzipped, which is no activity.
create table issuance (
    id              bigint generated always as identity primary key,
    incident_id     bigint      not null references incident,
    from_id         bigint      not null references identity,
    to_id           bigint      not null references identity,
    how             text        not null,
    certainty       text        not null check (certainty in ('exact', 'derived', 'possible')),
    reach           text        not null check (reach in ('session', 'credential', 'anything')),
    -- whether the calls of what was handed out count, and from when on
    followed        boolean     not null,
    not_before      timestamptz,
    event_id        text        not null,
    event_time      timestamptz,
    -- of a call between accounts: what its two records share, the account entered, and that account's record
    shared_event_id text,
    other_account   text,
    other_event_id  text,
    record          bytea,
    unique (incident_id, to_id, how, event_id)
);
create index issuance_event on issuance (incident_id, event_id);
create index issuance_shared on issuance (incident_id, shared_event_id) where shared_event_id is not null;

alter table suspect add column identity_id bigint references identity;
create index suspect_identity on suspect (identity_id);
alter table activity add column identity_id bigint references identity;
create index activity_identity on activity (incident_id, identity_id);
-- By hash, since what stands there may be longer than a sorted index takes.
create index activity_key on activity using hash (access_key_id);

-- Whoever is suspected already becomes an identity.
create function pg_temp.kind_of(type text, value text) returns text language sql immutable as $$
    select case
        when type = 'user-name' then 'user'
        when type = 'principal-id' then 'principal'
        when type <> 'principal-arn' then type
        when value like '%:assumed-role/%' then 'role-session'
        when value like '%:federated-user/%' then 'federated-user'
        when value like '%:role/%' then 'role'
        when value like '%:root' then 'root'
        else 'user'
    end
$$;
create function pg_temp.arn_of(type text, value text, account text) returns text language sql immutable as $$
    select case when type = 'user-name' then 'arn:aws:iam::' || account || ':user/' || value else value end
$$;
create function pg_temp.key_of(type text, value text, account text) returns text language sql immutable as $$
    select pg_temp.kind_of(type, value) || ':' || case
        when pg_temp.kind_of(type, value) = 'user' then split_part(pg_temp.arn_of(type, value, account), ':', 5)
            || '/' || regexp_replace(value, '^.*/', '')
        else value
    end
$$;

insert into identity (incident_id, key, kind, value, label, account, certainty, joined_at)
select incident_id, pg_temp.key_of(type, value, account), pg_temp.kind_of(type, value),
       pg_temp.arn_of(type, value, account),
       case when type = 'principal-arn' then regexp_replace(value, '^arn:.*?(assumed-role/|/)', '') else value end,
       coalesce(account, case when type = 'principal-arn' then split_part(value, ':', 5) end),
       'exact', added_at
from suspect order by id
on conflict do nothing;

update suspect s set identity_id = i.id
from identity i
where i.incident_id = s.incident_id and i.key = pg_temp.key_of(s.type, s.value, s.account);
alter table suspect alter column identity_id set not null;

-- First word of the user agent, without its version.
alter table activity add column agent text;
-- Principal id and creation date of the session: what the many keys of a console session have in common.
alter table activity add column session text;
create index activity_session on activity using hash (session);

-- What an identity's calls came from: all of them (kind call, value empty), by source address, agent, region and access
-- key. Of each kind a bounded number; the rest is the value '…'.
create table identity_use (
    incident_id bigint      not null,
    identity_id bigint      not null references identity,
    kind        text        not null check (kind in ('call', 'address', 'agent', 'region', 'key')),
    value       text        not null,
    calls       bigint      not null,
    consequences bigint     not null,
    denied      bigint      not null,
    first_seen  timestamptz,
    last_seen   timestamptz,
    primary key (incident_id, identity_id, kind, value)
);

-- From which addresses a session was used: a second one says that its credentials were carried elsewhere.
create table session_address (
    incident_id bigint      not null references incident,
    session     text        not null,
    address     text        not null,
    event_id    text        not null,
    event_time  timestamptz,
    primary key (incident_id, session, address)
);

-- When an identity was first seen to read what could tell it that it is watched.
alter table identity add column looking_since timestamptz;
