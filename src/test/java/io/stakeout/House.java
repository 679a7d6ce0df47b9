package io.stakeout;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rules of ARCHITECTURE.md, for a root package: the real one, or one that breaks them all. */
final class House {

    /** Which packages a package may import beside itself and the root. */
    private static final Map<String, Set<String>> FEATURES = Map.of(
            "cloudtrail", Set.of(),
            "access", Set.of(),
            "audit", Set.of("access"),
            "watch", Set.of("cloudtrail"),
            "incident", Set.of("watch", "cloudtrail", "access", "audit"),
            "ingest", Set.of("cloudtrail", "watch", "incident", "access", "audit"),
            "containment", Set.of("incident", "watch", "cloudtrail", "access", "audit"),
            "signal", Set.of("ingest", "containment", "incident", "watch", "cloudtrail", "access", "audit"),
            "notify", Set.of("signal", "ingest", "containment", "incident", "watch", "cloudtrail", "access", "audit"));

    /** What nobody imports, and what may import every feature. */
    private static final Set<String> EDGES = Set.of("boot", "web", "aws", "drill");

    private static final String[] NOT_PURE = {
        "jakarta.enterprise..",
        "jakarta.inject..",
        "jakarta.transaction..",
        "jakarta.persistence..",
        "io.quarkus..",
        "io.agroal..",
        "java.sql..",
        "javax.sql..",
        "org.jboss.logging..",
        "java.util.logging..",
        "org.slf4j.."
    };

    private final String root;

    House(String root) {
        this.root = root;
    }

    /** By the sentence that each of them holds. */
    Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("everybody imports only whom the house allows", everybodyKeepsToTheHouse());
        rules.put(
                "no package is part of a cycle",
                slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.put(
                "the AWS SDK is used by aws, ingest and drill",
                only("software.amazon.awssdk..", "aws", "ingest", "drill"));
        rules.put(
                "users and roles are changed by aws, and by the drill's cast",
                only("software.amazon.awssdk.services.iam..", "aws", "drill"));
        rules.put(
                "the organization is changed by aws",
                only("software.amazon.awssdk.services.organizations..", "aws", "drill"));
        rules.put("access is looked at by who decides on it and proves it", accessIsLookedAtByFew());
        rules.put("access is cut by the execution of a plan", accessIsCutByExecution());
        rules.put("the Kinesis client library is used by ingest", only("software.amazon.kinesis..", "ingest"));
        rules.put("the event rules of AWS are used by signal", only("software.amazon.event..", "signal"));
        rules.put("Slack is used by notify.slack", only("com.slack..", "notify.slack"));
        rules.put("sockets are used by web", only("io.quarkus.websockets..", "web"));
        rules.put("page templates are used by web", only("io.quarkus.qute..", "web"));
        rules.put("the embedded database is used by boot", only("io.zonky..", "boot"));
        rules.put("a browser is driven by tests only", only("com.microsoft.playwright.."));
        rules.put("fields are not injected", fieldsAreNotInjected());
        rules.put("only boot writes to the terminal", onlyBootWritesToTheTerminal());
        rules.put("time is an injected clock", timeIsInjected());
        rules.put("names are the domain's words", namesAreTheDomainsWords());
        rules.put("the core is pure", theCoreIsPure());
        rules.put("the policy evaluator is pure", thePolicyEvaluatorIsPure());
        return rules;
    }

    private ArchRule everybodyKeepsToTheHouse() {
        return classes().should(new ArchCondition<JavaClass>("import only whom the house allows") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                from.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !allowed(dependency))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
            }
        });
    }

    private boolean allowed(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        boolean ours = (target.getPackageName() + ".").startsWith(root + ".");
        return !ours || mayImport(room(dependency.getOriginClass()), room(target));
    }

    /** A package that the tables above don't know may import nobody and be imported by nobody. */
    static boolean mayImport(String from, String to) {
        if (to.isEmpty() || from.equals(to)) {
            return true;
        }
        if (EDGES.contains(from)) {
            return FEATURES.containsKey(to) || from.equals("boot") && EDGES.contains(to);
        }
        return FEATURES.getOrDefault(from, Set.of()).contains(to);
    }

    /** The first package below the root; empty for the root itself. */
    private String room(JavaClass type) {
        String name = type.getPackageName();
        return name.length() <= root.length()
                ? ""
                : name.substring(root.length() + 1).split("\\.", 2)[0];
    }

    private ArchRule only(String library, String... users) {
        String[] packages = new String[users.length];
        for (int i = 0; i < users.length; i++) {
            packages[i] = root + "." + users[i] + "..";
        }
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** In AWS itself, or in the drill's cloud: whoever holds the port could ask for anything. */
    private ArchRule accessIsLookedAtByFew() {
        String containment = Pattern.quote(root) + "\\.containment\\.(\\w+\\.)?";
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".aws..")
                .and()
                .haveNameNotMatching(
                        containment + "(AccessControl|Choke|Execution|FactFinder|ReadBack|Verifier)\\w*(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(containment + "AccessControl(\\$Hold)?");
    }

    private ArchRule accessIsCutByExecution() {
        String hold = root + ".containment.control.AccessControl$Hold";
        return noClasses()
                .that()
                .haveNameNotMatching(Pattern.quote(root) + "\\.containment\\.Execution\\w*(\\$.*)?")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a write in AWS",
                        call -> call.getTargetOwner().getName().equals(hold)
                                && call.getName().equals("write")));
    }

    private static ArchRule fieldsAreNotInjected() {
        return noFields().should().beAnnotatedWith(Inject.class).orShould().beAnnotatedWith(ConfigProperty.class);
    }

    /** The first admin's password goes to the terminal at once: a later failure of the start must not swallow it. */
    private ArchRule onlyBootWritesToTheTerminal() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".boot..")
                .and()
                .doNotHaveFullyQualifiedName(root + ".access.FirstStart")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err");
    }

    private ArchRule timeIsInjected() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(root + ".boot.Clocks")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone");
    }

    private static ArchRule namesAreTheDomainsWords() {
        return noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Processor|DTO|Dto)");
    }

    private ArchRule theCoreIsPure() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        root + ".cloudtrail..",
                        root + ".watch..",
                        root + ".signal.finding..",
                        root + ".signal.yaml..",
                        root + ".signal.pattern..",
                        root + ".signal.playbook..",
                        root + ".signal.team..",
                        root + ".notify.news..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NOT_PURE)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class);
    }

    /** Java and Jackson are all that it takes to judge; everything else would be state, a wire or a moment. */
    private ArchRule thePolicyEvaluatorIsPure() {
        String evaluator = root + ".drill.policy..";
        return noClasses()
                .that()
                .resideInAPackage(evaluator)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(evaluator, "java..", "com.fasterxml.jackson..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(NOT_PURE)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio.file..", "java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class);
    }
}
