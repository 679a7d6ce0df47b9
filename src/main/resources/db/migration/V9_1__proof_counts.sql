-- What a plan has deliberately left open and what still goes on there; and that somebody keeps a containment.

alter table proof add column left_open bigint not null default 0;
alter table proof add column left_open_last timestamptz;
-- who made most of those calls, as JSON, and how many more there are
alter table proof add column left_open_by text not null default '[]';
alter table proof add column left_open_others bigint not null default 0;

-- since when the one who renewed it last answers for it, and why
alter table containment add column renewed_at timestamptz;
alter table containment add column renewed_by text;
alter table containment add column renewed_reason text;
