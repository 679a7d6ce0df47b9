-- Cutting access: plans, their steps, who agreed, what holds, and what proves it.

-- whether plans change anything, and the switch that stops all of them; one row
create table mode (
    one           boolean primary key default true check (one),
    armed         boolean     not null default false,
    armed_by      text,
    armed_reason  text,
    armed_at      timestamptz,
    disarms_at    timestamptz,
    killed        boolean     not null default false,
    killed_by     text,
    killed_reason text,
    killed_at     timestamptz
);
insert into mode default values;

create table plan (
    id              bigint generated always as identity primary key,
    incident_id     bigint      not null references incident,
    level           text        not null check (level in ('L0', 'L1', 'L2', 'L3', 'L4', 'L5')),
    state           text        not null,
    -- SHA-256 of what would be done: an approval is one of exactly this
    hash            text        not null,
    -- tells its statements in AWS from those of other plans
    key             text        not null default '',
    undo_of         bigint references plan,
    drafted_by      text        not null,
    -- the operator behind it: who drafted or requested doesn't approve
    drafted_by_id   bigint references operator,
    drafted_at      timestamptz not null,
    reason          text        not null,
    requested_by    text,
    requested_by_id bigint references operator,
    requested_at    timestamptz,
    expires_at      timestamptz,
    -- an approver saw that a pipeline uses it
    acknowledged    boolean     not null default false,
    broke_glass     boolean     not null default false,
    -- whether what somebody changed since is overwritten, of an undo
    overwrite       boolean     not null default false,
    executed_by     text,
    executed_at     timestamptz,
    -- whether it was rehearsed only
    rehearsal       boolean,
    -- the time that documents name: sessions issued before are cut
    cut_off         timestamptz,
    -- when the last cut took effect: calls after it count
    effective_at    timestamptz,
    ended_at        timestamptz,
    message         text,
    reapplied       int         not null default 0,
    -- the draft: level, options, subjects, warnings, checklist as JSON
    draft           text        not null,
    -- the node that executes; another takes over when it hasn't been heard of for a while
    owner           text,
    beat_at         timestamptz
);
create index plan_of_incident on plan (incident_id, id);
create index plan_state on plan (state);
create index plan_undo on plan (undo_of);

create table plan_step (
    plan_id      bigint      not null references plan,
    n            int         not null,
    -- the step as JSON
    step         text        not null,
    slot         text        not null,
    account      text        not null,
    -- pending, running, done, already, would, failed, skipped
    state        text        not null default 'pending',
    before_known boolean     not null default false,
    before_value text,
    -- what it left there, exactly
    after_value  text,
    request_ids  text[]      not null default '{}',
    attempts     int         not null default 0,
    started_at   timestamptz,
    ended_at     timestamptz,
    error        text,
    primary key (plan_id, n)
);
create index plan_step_slot on plan_step (slot);
create index plan_step_requests on plan_step using gin (request_ids);

-- the users and roles that a plan cuts
create table plan_principal (
    plan_id   bigint not null references plan,
    account   text   not null,
    kind      text   not null check (kind in ('user', 'role', 'root')),
    name      text   not null,
    primary key (plan_id, account, kind, name)
);
create index plan_principal_name on plan_principal (account, kind, name);

create table plan_todo (
    plan_id bigint not null references plan,
    n       int    not null,
    text    text   not null,
    why     text   not null,
    done_by text,
    done_at timestamptz,
    primary key (plan_id, n)
);

create table guardrail_verdict (
    id        bigint generated always as identity primary key,
    plan_id   bigint      not null references plan,
    moment    text        not null check (moment in ('drafted', 'approval', 'execution')),
    at        timestamptz not null,
    guardrail text        not null,
    outcome   text        not null check (outcome in ('pass', 'pending', 'acknowledge', 'refused')),
    text      text        not null,
    -- because of whom in the lineage it refuses: so that these can be left out of the next plan
    identities bigint[]   not null default '{}'
);
create index guardrail_verdict_plan on guardrail_verdict (plan_id, id);

create table approval (
    id          bigint generated always as identity primary key,
    plan_id     bigint      not null references plan,
    at          timestamptz not null,
    by_operator text        not null,
    by_id       bigint references operator,
    decision    text        not null check (decision in ('requested', 'approved', 'rejected', 'broke-glass')),
    reason      text        not null,
    hash        text        not null
);
create index approval_plan on approval (plan_id, id);

-- what counts against the caps, from before the first call on
create table cap_reservation (
    plan_id     bigint      not null references plan,
    account     text        not null,
    principals  int         not null,
    reserved_at timestamptz not null,
    primary key (plan_id, account)
);
create index cap_reservation_account on cap_reservation (account, reserved_at);

-- what was there before the first change, and what was read on the way
create table execution_evidence (
    id      bigint generated always as identity primary key,
    plan_id bigint      not null references plan,
    at      timestamptz not null,
    what    text        not null,
    content text        not null,
    sha256  text        not null
);
create index execution_evidence_plan on execution_evidence (plan_id, id);

-- what is in force
create table containment (
    id          bigint generated always as identity primary key,
    plan_id     bigint      not null references plan,
    account     text        not null,
    kind        text        not null,
    name        text        not null,
    level       text        not null,
    owner       text        not null,
    reason      text        not null,
    since       timestamptz not null,
    expires_at  timestamptz not null,
    reminded_at timestamptz,
    ended_at    timestamptz,
    -- who renewed it last answers for it since then
    renewed_at     timestamptz,
    renewed_by     text,
    renewed_reason text,
    unique (plan_id, account, kind, name)
);
create index containment_in_force on containment (account, name) where ended_at is null;

-- calls that may take a containment back, by whomever
create table counter_move (
    plan_id     bigint      not null references plan,
    event_id    text        not null,
    event_time  timestamptz,
    arrived_at  timestamptz not null,
    request_id  text,
    caller      text        not null,
    call        text        not null,
    outcome     text        not null,
    text        text        not null,
    -- null until it is known whether it is one of our own calls
    ours        boolean,
    primary key (plan_id, event_id)
);

-- how far the stream has proved a plan, by lane, account and region in which its suspects were active
create table proof_place (
    plan_id      bigint      not null references plan,
    lane         text        not null,
    account      text        not null,
    region       text        not null,
    -- events of the lane there, what of them may be the suspects', and the newest event time, when last looked
    events       bigint      not null,
    own          bigint      not null,
    watermark    timestamptz,
    -- the most events of others so far
    others       bigint,
    -- event time up to which others have been seen, and when that moved last
    proven_until timestamptz,
    advanced_at  timestamptz not null,
    primary key (plan_id, lane, account, region)
);

create table proof (
    plan_id       bigint primary key references plan,
    succeeding    bigint      not null default 0,
    denied        bigint      not null default 0,
    within        bigint      not null default 0,
    -- calls that no step was to stop: how many, the newest, who made most of them (as JSON), and how many more there are
    left_open        bigint   not null default 0,
    left_open_last   timestamptz,
    left_open_by     text     not null default '[]',
    left_open_others bigint   not null default 0,
    last_success  timestamptz,
    last_call     timestamptz,
    -- the cut or the last success; up to which event time is decided what counts; and what counts of it
    quiet_since   timestamptz,
    counted_until timestamptz,
    quiet_for_s   bigint      not null default 0,
    -- what was read back, as JSON
    read_back     text        not null default '[]',
    read_back_at  timestamptz,
    -- when a node began to read back
    reading_since timestamptz,
    verified_at   timestamptz,
    text          text        not null default '',
    looked_at     timestamptz
);
