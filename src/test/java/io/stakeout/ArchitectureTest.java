package io.stakeout;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** The code keeps to the house of ARCHITECTURE.md, and each rule of it is able to fail. */
class ArchitectureTest {

    private static final String BROKEN = "io.stakeout.brokenhouse";

    @TestFactory
    Stream<DynamicTest> theHouseHolds() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.stakeout");
        return new House("io.stakeout")
                .rules().entrySet().stream()
                        .map(rule ->
                                dynamicTest(rule.getKey(), () -> rule.getValue().check(ours)));
    }

    /** Three libraries aren't here yet; their rules are made like that of the AWS SDK. */
    @TestFactory
    Stream<DynamicTest> everyRuleCanFail() {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        return new House(BROKEN)
                .rules().entrySet().stream()
                        .filter(rule -> !rule.getKey().matches(".*(Kinesis|event rules|Slack).*"))
                        .map(rule -> dynamicTest(
                                rule.getKey(),
                                () -> assertThat(violates(rule.getValue(), broken))
                                        .isTrue()));
    }

    @Test
    void everyKindOfForbiddenImportIsSeen() {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        String report = new House(BROKEN)
                .rules()
                .get("everybody imports only whom the house allows")
                .evaluate(broken)
                .getFailureReport()
                .toString();

        assertThat(report)
                .as("the root knows nobody")
                .contains("brokenhouse.Root.")
                .as("a feature imports one that it must not")
                .contains("access.OperatorManager.record")
                .as("a feature imports an edge")
                .contains("access.OperatorManager.page")
                .as("an edge imports an edge")
                .contains("web.Page.start")
                .as("a package that the house doesn't know")
                .contains("mailbox.Letter.")
                .as("what is allowed")
                .doesNotContain("watch.Watched.record");
    }

    @Test
    void thePureCoreIsAllOfIt() {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        String report = new House(BROKEN)
                .rules()
                .get("the core is pure")
                .evaluate(broken)
                .getFailureReport()
                .toString();

        assertThat(report).contains("cloudtrail.ImpureRecord.").contains("signal.finding.ImpureFinding.");
    }

    private static boolean violates(ArchRule rule, JavaClasses broken) {
        return rule.evaluate(broken).hasViolation();
    }
}
