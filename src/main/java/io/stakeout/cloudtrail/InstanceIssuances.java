package io.stakeout.cloudtrail;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.stakeout.cloudtrail.Issuance.Kind;

/** EC2 instances: whoever is on one has the credentials of its role. */
final class InstanceIssuances {

    private InstanceIssuances() {}

    static void add(Handout out) {
        switch (out.call().eventSource() + " " + out.how()) {
            case "ec2.amazonaws.com RunInstances" -> run(out);
            case "ec2.amazonaws.com AssociateIamInstanceProfile",
                    "ec2.amazonaws.com ReplaceIamInstanceProfileAssociation" -> profile(out);
            case "ec2-instance-connect.amazonaws.com SendSSHPublicKey",
                    "ec2-instance-connect.amazonaws.com SendSerialConsoleSSHPublicKey" ->
                entered(out, Forms.instance(out.asked(), "instanceId"));
            case "ssm.amazonaws.com StartSession" -> entered(out, Forms.instance(out.asked(), "target"));
            case "ssm.amazonaws.com SendCommand" -> command(out);
            default -> {}
        }
    }

    private static void run(Handout out) {
        for (JsonNode item : Forms.list(Nodes.at(out.answered(), "instancesSet", "items"))) {
            out.add(Forms.instance(item, "instanceId")
                    .map(id -> Draft.minted(Kind.INSTANCE, id, id)
                            .andFollowed(true)
                            .in(out.caller().account())));
        }
    }

    /**
     * Both wrap what they ask and answer in an object of their own: {@code ReplaceIamInstanceProfileAssociationRequest}
     * (seen in a real record, with an association and no instance) and {@code …Response} (as public compliance code reads
     * it). Read without the wrapper too.
     */
    private static void profile(Handout out) {
        JsonNode answer = wrapped(out.answered(), out.how() + "Response");
        JsonNode request = wrapped(out.asked(), out.how() + "Request");
        out.add(Forms.instance(answer, "iamInstanceProfileAssociation", "instanceId")
                .or(() -> Forms.instance(request, "InstanceId"))
                .or(() -> Forms.instance(request, "instanceId"))
                .map(id -> touched(out, id)));
    }

    private static JsonNode wrapped(JsonNode node, String wrapper) {
        return node.path(wrapper).isObject() ? node.path(wrapper) : node;
    }

    /** Instances are named by id, or as targets with the key InstanceIds (Systems Manager API reference). */
    private static void command(Handout out) {
        enteredAll(out, out.asked().path("instanceIds"));
        for (JsonNode target : Forms.list(out.asked().path("targets"))) {
            if (Nodes.text(target, "key")
                    .filter("InstanceIds"::equalsIgnoreCase)
                    .isPresent()) {
                enteredAll(out, target.path("values"));
            }
        }
    }

    private static void enteredAll(Handout out, JsonNode ids) {
        Forms.list(ids).forEach(id -> entered(out, Forms.instance(id)));
    }

    /** That somebody was let in does not say that they took its credentials. */
    private static void entered(Handout out, Optional<String> instance) {
        out.add(instance.map(id -> touched(out, id).possible()));
    }

    private static Draft touched(Handout out, String id) {
        return Draft.touched(Kind.INSTANCE, id, id).in(out.caller().account());
    }
}
