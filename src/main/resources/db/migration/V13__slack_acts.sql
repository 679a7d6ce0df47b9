-- What people do from Slack.

-- Deeds that were begun: by the id that Slack gave them, and by what they would do. Kept for a day.
create table slack_act (
    key text        primary key,
    at  timestamptz not null
);
create index slack_act_at on slack_act (at);

-- "Was this you?", asked by a responder to one Slack user about one incident, and what that person said.
create table slack_question (
    id          bigint generated always as identity primary key,
    incident_id bigint      not null references incident,
    -- who is asked, as Slack knows them
    slack_user  text        not null,
    slack_name  text        not null,
    asked_by    text        not null,
    asked_by_id bigint      not null references operator,
    question    text        not null,
    asked_at    timestamptz not null,
    answer      text check (answer in ('yes', 'no')),
    answered_at timestamptz,
    check ((answer is null) = (answered_at is null))
);
create index slack_question_incident on slack_question (incident_id);
