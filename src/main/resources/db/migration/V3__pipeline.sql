-- What feeds Stakeout: when each lane last brought something, and who laid hands on the pipeline itself.

-- By lane, account and region, of all nodes together: shards are shared, so no process alone knows that a lane is silent.
create table lane_mark (
    lane              text        not null,
    account           text        not null,
    region            text        not null,
    events            bigint      not null,
    newest_event_time timestamptz,
    newest_arrived_at timestamptz not null,
    lag_p50_ms        bigint,
    lag_p95_ms        bigint,
    primary key (lane, account, region)
);

-- Calls that touch our own pipeline, each once however often and by whichever lane it comes.
create table pipeline_alarm (
    event_id   text        primary key,
    at         timestamptz not null,
    event_time timestamptz,
    call       text        not null,
    outcome    text        not null,
    text       text        not null,
    -- equal for calls that say the same again
    alike      text        not null,
    -- whether the rooms were told; one that says the same again within a minute is only kept
    told       boolean     not null
);
create index pipeline_alarm_at on pipeline_alarm (at);
