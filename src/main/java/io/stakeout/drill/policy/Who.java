package io.stakeout.drill.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * The {@code Principal} or {@code NotPrincipal} of a statement. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
record Who(boolean negated, List<Entry> entries) {

    enum Type {
        AWS,
        SERVICE,
        FEDERATED,
        CANONICAL_USER
    }

    /** One of them; a value is compared as a whole, wildcards in it mean nothing. */
    record Entry(Type type, String value) {

        Naming naming(Principal caller) {
            if (type == Type.AWS) {
                return value.equals("*") ? Naming.DIRECT : namingByAws(caller);
            }
            boolean same = type != Type.CANONICAL_USER
                    && caller.kind() == Principal.Kind.SERVICE
                    && value.equals(caller.arn());
            return same ? Naming.DIRECT : Naming.NONE;
        }

        private Naming namingByAws(Principal caller) {
            if (caller.kind() == Principal.Kind.SERVICE) {
                return Naming.NONE;
            }
            if (namesAccount(caller.accountId())) {
                return caller.kind() == Principal.Kind.ROOT ? Naming.DIRECT : Naming.ACCOUNT;
            }
            if (caller.sessionArn().filter(value::equals).isPresent()) {
                return Naming.DIRECT;
            }
            if (value.equals(caller.arn()) || value.equals(caller.uniqueId())) {
                return caller.kind() == Principal.Kind.ROLE_SESSION ? Naming.ROLE : Naming.DIRECT;
            }
            return Naming.NONE;
        }

        /** By its id, or by the ARN of its root user, which means the same. */
        boolean namesAccount(String accountId) {
            return value.equals(accountId)
                    || value.startsWith("arn:") && value.endsWith(":iam::" + accountId + ":root");
        }
    }

    Who {
        entries = List.copyOf(entries);
    }

    /** How a statement that allows names the caller. */
    Naming naming(Principal caller) {
        return entries.stream().map(entry -> entry.naming(caller)).reduce(Naming.NONE, Naming::or);
    }

    /** @param bounded whether the caller has a permissions boundary */
    boolean isDenied(Principal caller, boolean bounded) {
        // a boundary makes NotPrincipal deny whoever has it: access_policies_boundaries.html of the IAM guide
        return negated ? bounded || !spares(caller) : naming(caller) != Naming.NONE;
    }

    /**
     * AWS says that a NotPrincipal which leaves out the account, or the role of a session, "might" deny. Here it does:
     * everything that the caller is must be listed.
     */
    private boolean spares(Principal caller) {
        if (caller.kind() == Principal.Kind.SERVICE) {
            return naming(caller) == Naming.DIRECT;
        }
        boolean account = entries.stream().anyMatch(entry -> entry.namesAccount(caller.accountId()));
        return account && (caller.kind() == Principal.Kind.ROOT || listsAllArns(caller));
    }

    private boolean listsAllArns(Principal caller) {
        return Stream.concat(Stream.of(caller.arn()), caller.sessionArn().stream())
                .allMatch(
                        arn -> entries.stream().anyMatch(entry -> entry.value().equals(arn)));
    }
}
