-- because of whom in the lineage a guardrail refuses: so that these can be left out of the next plan
alter table guardrail_verdict add column identities bigint[] not null default '{}';
