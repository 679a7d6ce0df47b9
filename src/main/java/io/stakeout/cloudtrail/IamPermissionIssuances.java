package io.stakeout.cloudtrail;

import java.util.Optional;

/**
 * What a user or a role may do is changed: whoever changes it may go on as it. Their responses are null (seen in real
 * records). Groups and policies are no principals, and a caller's own user or role is the caller.
 */
final class IamPermissionIssuances {

    private IamPermissionIssuances() {}

    static void add(Handout out) {
        switch (out.how()) {
            case "AttachUserPolicy",
                    "PutUserPolicy",
                    "AddUserToGroup",
                    "PutUserPermissionsBoundary",
                    "DeleteUserPermissionsBoundary" -> user(out);
            case "AttachRolePolicy", "PutRolePolicy", "PutRolePermissionsBoundary", "DeleteRolePermissionsBoundary" ->
                role(out, named(out).filter(name -> !out.caller().isRole(name)));
            case "AddRoleToInstanceProfile" -> role(out, named(out));
            default -> {}
        }
    }

    private static Optional<String> named(Handout out) {
        return Forms.name(out.asked(), "roleName");
    }

    private static void role(Handout out, Optional<String> name) {
        out.add(name.flatMap(out.caller()::roleArn).map(IamPrincipalIssuances::role));
    }

    private static void user(Handout out) {
        out.add(Forms.name(out.asked(), "userName")
                .filter(name -> !out.caller().isUser(name))
                .flatMap(out.caller()::userArn)
                .map(IamPrincipalIssuances::user));
    }
}
