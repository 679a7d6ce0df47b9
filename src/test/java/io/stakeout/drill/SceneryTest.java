package io.stakeout.drill;

import java.time.Instant;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.drill.cast.Scenery;
import io.stakeout.drill.cloud.Ids;
import io.stakeout.drill.policy.PolicyDocument;
import io.stakeout.drill.world.Account;
import io.stakeout.drill.world.ManagedPolicy;
import io.stakeout.drill.world.Organization;
import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.World;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The scenery is put in place without the API, which would have refused a policy that AWS wouldn't take. */
class SceneryTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPolicyOfTheSceneryIsOne(boolean trailProtected) {
        World world = new Scenery(new Ids(7), Instant.parse("2026-11-24T00:00:00Z"), trailProtected).world();

        assertThat(world.accounts().values()).isNotEmpty().allSatisfy(account -> {
            identity(account).forEach(document -> accepted(document, PolicyDocument.Kind.IDENTITY));
            account.roles().values().stream()
                    .map(Role::trust)
                    .forEach(document -> accepted(document, PolicyDocument.Kind.TRUST));
        });
        assertThat(world.organization().policies().values())
                .isNotEmpty()
                .extracting(Organization.ServiceControlPolicy::content)
                .allSatisfy(document -> accepted(document, PolicyDocument.Kind.SCP));
    }

    private static Stream<String> identity(Account account) {
        return Stream.of(
                        account.policies().values().stream().map(ManagedPolicy::document),
                        account.users().values().stream()
                                .flatMap(user -> user.permissions().inline().values().stream()),
                        account.roles().values().stream()
                                .flatMap(role -> role.permissions().inline().values().stream()))
                .flatMap(documents -> documents);
    }

    private static void accepted(String document, PolicyDocument.Kind kind) {
        assertThatCode(() -> PolicyDocument.parse(document, kind)).as(document).doesNotThrowAnyException();
    }
}
