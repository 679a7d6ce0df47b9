package io.stakeout.brokenhouse.containment;

import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;

import io.stakeout.brokenhouse.containment.control.AccessControl;

public class Shortcut {
    IamClient iam;
    OrganizationsClient organizations;

    void cut(AccessControl.Hold hold) {
        hold.write();
    }
}
