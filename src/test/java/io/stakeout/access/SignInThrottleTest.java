package io.stakeout.access;

import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignInThrottleTest {

    private static final Optional<Duration> GO = Optional.empty();

    private final MovableClock clock = new MovableClock();
    private final SignInThrottle throttle = new SignInThrottle(defaults(), clock);

    private static AccessConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(AccessConfig.class)
                .build()
                .getConfigMapping(AccessConfig.class);
    }

    @Test
    void fiveFailuresLockAnAccountForAnAddress() {
        fail("alice", "192.0.2.1", 5);
        assertThat(throttle.begin("alice", "192.0.2.1")).contains(Duration.ofMinutes(15));
    }

    @Test
    void aLockHoldsForOneAddressOnlySoThatNobodyCanLockAnOperatorOut() {
        fail("alice", "192.0.2.1", 5);
        assertThat(throttle.begin("alice", "192.0.2.2")).isEqualTo(GO);
        assertThat(throttle.begin("bob", "192.0.2.1")).isEqualTo(GO);
    }

    @Test
    void eachFurtherLockIsTwiceAsLong() {
        fail("alice", "192.0.2.1", 5);
        clock.advance(Duration.ofMinutes(15));
        fail("alice", "192.0.2.1", 5);
        assertThat(throttle.begin("alice", "192.0.2.1")).contains(Duration.ofMinutes(30));
    }

    @Test
    void aLockGrowsToADayAtMost() {
        for (int i = 0; i < 12; i++) {
            fail("alice", "192.0.2.1", 5);
            clock.advance(throttle.begin("alice", "192.0.2.1").orElseThrow());
        }
        fail("alice", "192.0.2.1", 5);
        assertThat(throttle.begin("alice", "192.0.2.1")).contains(Duration.ofHours(24));
    }

    @Test
    void waitingOutALockAllowsTryingAgain() {
        fail("alice", "192.0.2.1", 5);
        clock.advance(Duration.ofMinutes(15));
        assertThat(throttle.begin("alice", "192.0.2.1")).isEqualTo(GO);
    }

    @Test
    void successForgetsFailures() {
        fail("alice", "192.0.2.1", 4);
        succeed("alice", "192.0.2.1");
        fail("alice", "192.0.2.1", 4);
        assertThat(throttle.begin("alice", "192.0.2.1")).isEqualTo(GO);
    }

    @Test
    void successesNeverLock() {
        for (int i = 0; i < 200; i++) {
            succeed("alice", "192.0.2.1");
        }
        assertThat(throttle.begin("alice", "192.0.2.1")).isEqualTo(GO);
    }

    @Test
    void guessesAtOnceCountBeforeTheyAreDecided() {
        for (int i = 0; i < 5; i++) {
            throttle.begin("alice", "192.0.2.1");
        }
        assertThat(throttle.begin("alice", "192.0.2.1")).isPresent();
    }

    @Test
    void anAddressThatTriesManyAccountsIsLocked() {
        for (int i = 0; i < 30; i++) {
            fail("user" + i, "192.0.2.1", 1);
        }
        assertThat(throttle.begin("another", "192.0.2.1")).contains(Duration.ofMinutes(15));
        assertThat(throttle.begin("another", "192.0.2.2")).isEqualTo(GO);
    }

    @Test
    void anAccountTriedFromManyAddressesMakesStrangersWait() {
        spray("alice", 20);
        assertThat(throttle.begin("alice", "198.51.100.1")).contains(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(throttle.begin("alice", "198.51.100.1")).isEqualTo(GO);
        assertThat(throttle.begin("alice", "198.51.100.2")).contains(Duration.ofSeconds(30));
    }

    @Test
    void whereTheOperatorHasSignedInBeforeNobodyWaits() {
        succeed("alice", "198.51.100.1");
        spray("alice", 20);
        assertThat(throttle.begin("alice", "198.51.100.1")).isEqualTo(GO);
    }

    @Test
    void whatWasUndecidedBecauseOfUsDoesNotCount() {
        for (int i = 0; i < 20; i++) {
            throttle.begin("alice", "192.0.2.1");
            throttle.undecided("alice", "192.0.2.1");
        }
        assertThat(throttle.begin("alice", "192.0.2.1")).isEqualTo(GO);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        assertThat(SignInThrottle.network("2001:db8:1:2::1")).isEqualTo(SignInThrottle.network("2001:db8:1:2:ffff::9"));
        assertThat(SignInThrottle.network("2001:db8:1:2::1")).isNotEqualTo(SignInThrottle.network("2001:db8:1:3::1"));
        assertThat(SignInThrottle.network("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    private void spray(String account, int addresses) {
        for (int i = 0; i < addresses; i++) {
            fail(account, "203.0.113." + i, 1);
        }
    }

    private void fail(String account, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.begin(account, address)).isEqualTo(GO);
        }
    }

    private void succeed(String account, String address) {
        assertThat(throttle.begin(account, address)).isEqualTo(GO);
        throttle.succeeded(account, address);
    }
}
