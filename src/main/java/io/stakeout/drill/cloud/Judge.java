package io.stakeout.drill.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.stakeout.drill.policy.Applicable;
import io.stakeout.drill.policy.Decision;
import io.stakeout.drill.policy.Evaluator;
import io.stakeout.drill.policy.MalformedPolicy;
import io.stakeout.drill.policy.NamedPolicy;
import io.stakeout.drill.policy.PolicyDocument;
import io.stakeout.drill.policy.Principal;
import io.stakeout.drill.policy.Request;
import io.stakeout.drill.policy.ResourcePolicy;
import io.stakeout.drill.world.Group;
import io.stakeout.drill.world.Organization;
import io.stakeout.drill.world.Permissions;
import io.stakeout.drill.world.User;
import io.stakeout.drill.world.World;

/** Brings together all policies that apply to a call, and has them evaluated. Thread-safe. */
public final class Judge {

    private static final int MOST_DOCUMENTS = 2_000;

    private final Map<String, PolicyDocument> parsed = new ConcurrentHashMap<>();

    /** Refuses a call that lacks a permission it needs. */
    void judge(Call call, List<Ask> asks) throws ApiError {
        Caller caller = call.caller();
        for (Ask ask : asks) {
            Request request = new Request(ask.action(), ask.resource(), Context.of(call, ask));
            Applicable applicable = applicable(call, ask.resourcePolicy());
            Decision decision = Evaluator.decide(caller.principal(), request, applicable, caller.credential());
            if (decision instanceof Decision.Denied denied) {
                throw call.operation()
                        .api()
                        .denied("User: " + caller.arn() + " is not authorized to perform: " + ask.action()
                                + " on resource: " + ask.resource() + " " + denied.because(ask.action()));
            }
        }
    }

    private Applicable applicable(Call call, Optional<ResourcePolicy> resource) {
        Caller caller = call.caller();
        Permissions own = caller.permissions();
        List<NamedPolicy> identity = new ArrayList<>(policies(call.effective(), own));
        groups(call).forEach(group -> identity.addAll(policies(call.effective(), group.permissions())));
        return new Applicable(
                identity,
                own.boundary()
                        .flatMap(call.effective()::managedPolicy)
                        .map(policy -> named(policy.arn(), policy.document())),
                caller.session().flatMap(Session::policies),
                serviceControl(call.effective().organization(), caller.account()),
                resource);
    }

    private static List<Group> groups(Call call) {
        Caller caller = call.caller();
        if (caller.principal().kind() == Principal.Kind.ROLE_SESSION) {
            return List.of();
        }
        return call.effectiveAccount().user(caller.owner()).map(User::groups).orElse(List.of()).stream()
                .flatMap(name -> call.effectiveAccount().group(name).stream())
                .toList();
    }

    private List<NamedPolicy> policies(World world, Permissions permissions) {
        List<NamedPolicy> policies = new ArrayList<>();
        permissions
                .inline()
                .forEach((name, document) -> policies.add(
                        new NamedPolicy(name, Optional.empty(), parse(document, PolicyDocument.Kind.IDENTITY))));
        permissions.attached().stream()
                .flatMap(arn -> world.managedPolicy(arn).stream())
                .forEach(policy -> policies.add(named(policy.arn(), policy.document())));
        return policies;
    }

    private NamedPolicy named(String arn, String document) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return new NamedPolicy(name, Optional.of(arn), parse(document, PolicyDocument.Kind.IDENTITY));
    }

    /** By level, the root's first. The management account is not limited. */
    private List<List<NamedPolicy>> serviceControl(Organization organization, String account) {
        if (account.equals(organization.managementAccount())
                || !organization.accounts().contains(account)) {
            return List.of();
        }
        return List.of(level(organization, organization.rootId()), level(organization, account));
    }

    private List<NamedPolicy> level(Organization organization, String target) {
        return organization.attachedTo(target).stream()
                .flatMap(id -> organization.policy(id).stream())
                .map(policy -> new NamedPolicy(
                        policy.name(), Optional.of(policy.arn()), parse(policy.content(), PolicyDocument.Kind.SCP)))
                .toList();
    }

    /** A policy on a resource. */
    public ResourcePolicy onResource(String arn, String document, String account, PolicyDocument.Kind kind) {
        NamedPolicy policy = new NamedPolicy(arn, Optional.empty(), parse(document, kind));
        return new ResourcePolicy(policy, account, kind == PolicyDocument.Kind.TRUST);
    }

    private PolicyDocument parse(String document, PolicyDocument.Kind kind) {
        if (parsed.size() > MOST_DOCUMENTS) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(kind + document, key -> parseAnew(document, kind));
    }

    private static PolicyDocument parseAnew(String document, PolicyDocument.Kind kind) {
        try {
            return PolicyDocument.parse(document, kind);
        } catch (MalformedPolicy e) {
            throw new IllegalStateException("a policy is checked before it is stored", e);
        }
    }
}
