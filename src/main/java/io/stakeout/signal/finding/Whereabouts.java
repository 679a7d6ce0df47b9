package io.stakeout.signal.finding;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a finding of GuardDuty is about, other than a principal. An instance acts as a session of a role, and GuardDuty
 * tells the instance's profile, whose name needn't be the role's: so neither is guessed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html">Instance
 *     profiles</a>
 */
final class Whereabouts {

    private Whereabouts() {}

    static String why(JsonNode resource) {
        Optional<String> instance = Nodes.text(resource, "instanceDetails", "instanceId");
        if (instance.isPresent()) {
            return "It is about instance " + instance.get()
                    + " and names its instance profile at most, not the role session"
                    + " under which it acts: that is the principal id AROA…:" + instance.get()
                    + ", which its first call in CloudTrail tells.";
        }
        Optional<String> database = Nodes.text(resource, "rdsDbUserDetails", "user");
        if (database.isPresent()) {
            return "It names the database user " + database.get() + ", who is no principal of AWS.";
        }
        Optional<String> kubernetes = Nodes.text(resource, "kubernetesDetails", "kubernetesUserDetails", "username");
        if (kubernetes.isPresent()) {
            return "It names the Kubernetes user " + kubernetes.get() + ", who is no principal of AWS.";
        }
        return Nodes.text(resource, "resourceType")
                .map(kind -> "It is about a resource of type " + kind + ", and names no principal of AWS.")
                .orElse("It names no principal of AWS.");
    }

    static void tell(Draft draft, JsonNode resource) {
        JsonNode key = resource.path("accessKeyDetails");
        draft.line("Resource", Nodes.text(resource, "resourceType"))
                .line("Principal", Nodes.text(key, "userName"))
                .line("Type of principal", Nodes.text(key, "userType"));
        instance(draft, resource.path("instanceDetails"));
        kubernetes(draft, resource);
        JsonNode function = resource.path("lambdaDetails");
        draft.line("Function", Nodes.text(function, "functionArn"))
                .line("Role of the function, and of all else that has it", Nodes.text(function, "role"))
                .tags(function.path("tags"), "key", "value");
        draft.line("Database", Nodes.text(resource, "rdsDbInstanceDetails", "dbInstanceArn"))
                .line("Database user", Nodes.text(resource, "rdsDbUserDetails", "user"));
        Nodes.list(resource.path("s3BucketDetails")).forEach(bucket -> bucket(draft, bucket));
    }

    private static void instance(Draft draft, JsonNode instance) {
        draft.line("Instance", Nodes.text(instance, "instanceId"))
                .line("Instance profile", Nodes.text(instance, "iamInstanceProfile", "arn"))
                .line("Instance profile id", Nodes.text(instance, "iamInstanceProfile", "id"))
                .tags(instance.path("tags"), "key", "value");
    }

    private static void kubernetes(Draft draft, JsonNode resource) {
        JsonNode user = Nodes.at(resource, "kubernetesDetails", "kubernetesUserDetails");
        draft.line("Cluster", Nodes.text(resource, "eksClusterDetails", "arn"))
                .line("Cluster", Nodes.text(resource, "ecsClusterDetails", "arn"))
                .line("Task", Nodes.text(resource, "ecsClusterDetails", "taskDetails", "arn"))
                .line("Kubernetes user", Nodes.text(user, "username"))
                .line("Impersonated", Nodes.text(user, "impersonatedUser", "username"))
                .line("Workload", Nodes.text(resource, "kubernetesDetails", "kubernetesWorkloadDetails", "name"))
                .line("Container", Nodes.text(resource, "containerDetails", "image"))
                .tags(Nodes.at(resource, "eksClusterDetails", "tags"), "key", "value")
                .tags(Nodes.at(resource, "ecsClusterDetails", "tags"), "key", "value");
    }

    private static void bucket(Draft draft, JsonNode bucket) {
        draft.line("Bucket", Nodes.text(bucket, "arn"))
                .line("Access", Nodes.text(bucket, "publicAccess", "effectivePermission"))
                .tags(bucket.path("tags"), "key", "value");
    }
}
