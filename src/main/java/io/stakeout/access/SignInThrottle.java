package io.stakeout.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Slows password guessing down without letting a stranger lock an operator out: a lock holds for one account from one
 * address. An account under attack from many addresses makes strangers wait between attempts; addresses from which
 * the operator has signed in before aren't strangers. Kept in memory, bounded, per node.
 *
 * <p>An attempt counts as a failure until it has succeeded, so that a hundred guesses at once are no way round.
 */
@ApplicationScoped
class SignInThrottle {

    private static final int REMEMBERED = 20_000;

    private record Pair(String account, String address) {}

    private final Strikes.Limit pairLimit;
    private final Strikes.Limit addressLimit;
    private final Strikes.Limit accountLimit;
    private final Clock clock;
    private final Map<Pair, Strikes> pairs = bounded();
    private final Map<String, Strikes> addresses = bounded();
    private final Map<String, Strikes> accounts = bounded();
    private final Map<Pair, Boolean> known = bounded();

    SignInThrottle(AccessConfig config, Clock clock) {
        AccessConfig.Throttle limits = config.throttle();
        this.pairLimit = new Strikes.Limit(limits.failures(), limits.failures(), limits.lock(), limits.longestLock());
        this.addressLimit =
                new Strikes.Limit(limits.addressFailures(), limits.addressFailures(), limits.lock(), limits.lock());
        this.accountLimit =
                new Strikes.Limit(limits.accountFailures(), 1, limits.accountPause(), limits.accountPause());
        this.clock = clock;
    }

    /** Begins an attempt; when it may not be made yet, says how long to wait. */
    synchronized Optional<Duration> begin(String account, String remote) {
        Instant now = Instant.now(clock);
        String address = network(remote);
        Pair pair = new Pair(account, address);
        Duration wait = longest(wait(pairs, pair, now), wait(addresses, address, now));
        if (!known.containsKey(pair)) {
            wait = longest(wait, wait(accounts, account, now));
        }
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        strike(pairs, pair, pairLimit, now);
        strike(addresses, address, addressLimit, now);
        strike(accounts, account, accountLimit, now);
        return Optional.empty();
    }

    /** The attempt begun last for these was no failure. */
    synchronized void succeeded(String account, String remote) {
        Pair pair = new Pair(account, network(remote));
        pairs.remove(pair);
        known.put(pair, true);
        addresses.computeIfPresent(pair.address(), (key, strikes) -> strikes.pardon(addressLimit));
        accounts.computeIfPresent(account, (key, strikes) -> strikes.pardon(accountLimit));
    }

    /** The attempt couldn't be decided, because of us: it doesn't count. */
    synchronized void undecided(String account, String remote) {
        Pair pair = new Pair(account, network(remote));
        pairs.computeIfPresent(pair, (key, strikes) -> strikes.pardon(pairLimit));
        addresses.computeIfPresent(pair.address(), (key, strikes) -> strikes.pardon(addressLimit));
        accounts.computeIfPresent(account, (key, strikes) -> strikes.pardon(accountLimit));
    }

    /** An IPv6 user has a /64 at least, so that is what counts as one address. */
    static String network(String remote) {
        if (remote.indexOf(':') < 0) {
            return remote;
        }
        try {
            // a literal, as it comes from the socket: no name is looked up
            byte[] bytes = InetAddress.getByName("[" + remote.replaceFirst("%.*$", "") + "]")
                    .getAddress();
            return bytes.length == 16 ? HexFormat.of().formatHex(Arrays.copyOf(bytes, 8)) : remote;
        } catch (UnknownHostException e) {
            return remote;
        }
    }

    private static <K> Duration wait(Map<K, Strikes> strikes, K key, Instant now) {
        Strikes found = strikes.get(key);
        return found == null ? Duration.ZERO : found.wait(now);
    }

    private static <K> void strike(Map<K, Strikes> strikes, K key, Strikes.Limit limit, Instant now) {
        strikes.put(key, strikes.getOrDefault(key, Strikes.none(now)).strike(now, limit));
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
