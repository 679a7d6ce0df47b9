-- Who was active and how what belongs to suspects is used, by hour of the event. Seven days are kept.

-- Users, roles (never sessions) and roots that made a call: the denominator of caps in percent.
create table principal_census (
    account   text        not null,
    hour      timestamptz not null,
    principal text        not null,
    kind      text        not null check (kind in ('user', 'role', 'root')),
    primary key (account, hour, principal)
);
create index principal_census_hour on principal_census (hour);

-- Of each identifier that belongs to a suspect the calls of an hour: all of them (kind call, value empty), and by
-- session, source address and family of user agent. What is beyond the bound of one hour is the value '…'.
create table principal_usage (
    identifier text        not null,
    hour       timestamptz not null,
    kind       text        not null check (kind in ('call', 'session', 'address', 'agent')),
    value      text        not null,
    calls      bigint      not null,
    primary key (identifier, hour, kind, value)
);
create index principal_usage_hour on principal_usage (hour);
