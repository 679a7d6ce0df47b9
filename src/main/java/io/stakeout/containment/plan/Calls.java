package io.stakeout.containment.plan;

/** Which call of AWS a change takes, for people. */
final class Calls {

    private Calls() {}

    static String of(Slot slot, Change change) {
        boolean removes = change instanceof Change.RemoveStatement
                || change instanceof Change.Put put && put.value().isEmpty();
        if (slot instanceof Slot.InlinePolicy inline) {
            return "iam:" + (removes && !(change instanceof Change.RemoveStatement) ? "Delete" : "Put")
                    + kind(inline.principal()) + "Policy";
        }
        if (slot instanceof Slot.Boundary boundary) {
            return "iam:" + (removes ? "Delete" : "Put") + kind(boundary.principal()) + "PermissionsBoundary";
        }
        if (slot instanceof Slot.KeyStatus) {
            return "iam:UpdateAccessKey";
        }
        if (slot instanceof Slot.Password) {
            return "iam:DeleteLoginProfile";
        }
        if (slot instanceof Slot.ServiceCredential) {
            return "iam:UpdateServiceSpecificCredential";
        }
        if (slot instanceof Slot.SshKey) {
            return "iam:UpdateSSHPublicKey";
        }
        if (slot instanceof Slot.SigningCertificate) {
            return "iam:UpdateSigningCertificate";
        }
        return "organizations:" + (removes ? "DetachPolicy or UpdatePolicy" : "AttachPolicy or UpdatePolicy");
    }

    private static String kind(PrincipalRef principal) {
        return principal.kind() == PrincipalRef.Kind.USER ? "User" : "Role";
    }
}
