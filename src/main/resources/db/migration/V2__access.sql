-- Who may come in, and the record of what they did.

create table operator (
    id             bigint generated always as identity primary key,
    name           text        not null unique check (name ~ '^[a-z][a-z0-9._-]{0,63}$'),
    display_name   text        not null,
    role           text        not null check (role in ('viewer', 'responder', 'approver', 'admin')),
    disabled       boolean     not null default false,
    break_glass    boolean     not null default false,
    aws_principals text[]      not null default '{}',
    slack_user_id  text unique,
    password_hash  text        not null,
    -- grows when the role, the password or "disabled" changes: whatever was signed in before is over
    epoch          bigint      not null default 0,
    created_at     timestamptz not null,
    created_by     text        not null,
    changed_at     timestamptz not null,
    changed_by     text        not null
);

-- Browser sessions. Only the SHA-256 of what the cookie holds.
create table session (
    hash        text primary key,
    operator_id bigint      not null references operator,
    created_at  timestamptz not null,
    last_used   timestamptz not null,
    expires_at  timestamptz not null
);
create index session_operator on session (operator_id);
create index session_expiry on session (expires_at);

-- API tokens. Only the SHA-256 of the secret.
create table token (
    id          bigint generated always as identity primary key,
    operator_id bigint      not null references operator,
    name        text        not null,
    role        text        not null check (role in ('viewer', 'responder', 'approver', 'admin')),
    hash        text        not null unique,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    last_used   timestamptz,
    unique (operator_id, name)
);

-- Append-only and hash-chained: each hash covers the line and the hash before it.
create table audit (
    id        bigint primary key,
    at        timestamptz not null,
    actor     text        not null,
    role      text        not null,
    action    text        not null,
    subject   text        not null,
    details   text        not null,
    prev_hash text        not null,
    hash      text        not null
);
create index audit_subject on audit (subject);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit is append-only: % refused', tg_op;
end $$;

create trigger audit_no_change before update or delete on audit
    for each row execute function audit_is_append_only();
create trigger audit_no_truncate before truncate on audit
    for each statement execute function audit_is_append_only();
