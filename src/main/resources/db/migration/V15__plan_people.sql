-- people of Identity Center too are worked on by one plan at a time, and left alone after one that failed or was undone
alter table plan_principal drop constraint plan_principal_kind_check;
alter table plan_principal add constraint plan_principal_kind_check
    check (kind in ('user', 'role', 'root', 'identity-center-user'));
