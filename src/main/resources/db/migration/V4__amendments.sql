-- What became known later about a recorded call: that it came by another lane too, or that CloudTrail corrected it.
-- key is the lane of an arrival and the event id of an addendum; record is the redacted JSON of an addendum, gzipped.
create table amendment (
    incident_id bigint      not null,
    seq         bigint      not null,
    of_seq      bigint      not null,
    what        text        not null,
    key         text        not null,
    lane        text        not null,
    arrived_at  timestamptz not null,
    record      bytea,
    primary key (incident_id, seq),
    unique (incident_id, of_seq, what, key),
    foreign key (incident_id, seq) references entry (incident_id, seq),
    foreign key (incident_id, of_seq) references entry (incident_id, seq)
);

-- Whether all bytes of an item are kept: only then can it be run again.
alter table quarantined_record add column whole boolean not null default true;
update quarantined_record set whole = false
    where size > 1048576
       or reason in ('line is too long', 'a record is too long', 'the file ends inside a record')
       or reason like 'gzip of the file is broken%';
