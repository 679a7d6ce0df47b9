-- The audit is sealed with a key that isn't in the database. Lines from before keep their SHA-256 (version 1); the first
-- line of version 2 says how many these are. No default: a release that doesn't know the key must not append any more.
alter table audit add column version smallint not null default 1 check (version in (1, 2));
alter table audit alter column version drop default;

-- Nobody may change it: neither this role nor any that was given more, by default privileges for example. An owner can
-- take this back, so a second role for the application is better (docs/operations.md); the triggers stay in any case.
revoke update, delete, truncate, trigger on audit from public;
do $$
declare
    role name;
begin
    for role in
        select distinct r.grantee from information_schema.role_table_grants r
        where r.table_schema = current_schema() and r.table_name = 'audit' and r.grantee <> 'PUBLIC'
          and r.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
    loop
        execute format('revoke update, delete, truncate, trigger on audit from %I', role);
    end loop;
end $$;
