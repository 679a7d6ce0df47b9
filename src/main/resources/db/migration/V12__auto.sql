-- Plans that go on without a person, and findings that are read again from the service that made them.

-- the playbook that let it go on; null when people did
alter table plan add column playbook text;

alter table approval drop constraint approval_decision_check;
alter table approval add constraint approval_decision_check
    check (decision in ('requested', 'approved', 'rejected', 'broke-glass', 'playbook'));
-- of the playbook's text: whoever asks later what it said can tell
alter table approval add column playbook_sha256 text;

-- SHA-256 of the text of the playbook that lets its plan go on without a person
alter table signal add column plan_auto text;
alter table signal drop constraint signal_plan_state_check;
alter table signal add constraint signal_plan_state_check
    check (plan_state in ('due', 'drafted', 'asked', 'alone', 'none'));

-- whether the service that found it is asked for it, and what came of that
alter table signal add column reread_state text
    check (reread_state in ('due', 'confirmed', 'not-confirmed'));
alter table signal add column reread_claimed_at timestamptz;
alter table signal add column reread_tries int not null default 0;
create index signal_reread_due on signal (id) where reread_state = 'due';
