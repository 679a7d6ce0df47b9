package io.stakeout.drill.cast;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.stakeout.drill.cloud.Ids;
import io.stakeout.drill.trail.ApiEvent;
import io.stakeout.drill.trail.CallerIdentity;
import io.stakeout.drill.trail.SessionContext;
import io.stakeout.drill.world.Role;
import io.stakeout.drill.world.User;

/**
 * What the company did in the day before the attack, as its trail tells: without it nobody could say which share of the
 * company a plan cuts. Nobody who has a part in the attack was there. The same seed and moment give the same calls.
 */
public final class DayBefore {

    private static final int HOURS = 24;
    private static final int SECONDS = 3_600;

    private record Deed(String source, String name) {}

    private static final List<Deed> DEEDS = List.of(
            new Deed("sts.amazonaws.com", "GetCallerIdentity"),
            new Deed("s3.amazonaws.com", "ListBuckets"),
            new Deed("ec2.amazonaws.com", "DescribeInstances"));

    private final Scenery scenery;
    private final Ids ids;

    private DayBefore(Scenery scenery, Ids ids) {
        this.scenery = scenery;
        this.ids = ids;
    }

    /**
     * The calls, hour by hour, oldest first: of the 24 whole hours before this one, and of this one up to now.
     *
     * @param ids of its own, so that the cloud's stay the same with it and without
     */
    public static List<List<ApiEvent>> calls(Scenery scenery, Ids ids, Instant now) {
        DayBefore day = new DayBefore(scenery, ids);
        Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
        List<List<ApiEvent>> hours = new ArrayList<>();
        for (int ago = HOURS; ago >= 0; ago--) {
            hours.add(day.hour(thisHour.minus(Duration.ofHours(ago)), now));
        }
        return hours;
    }

    private List<ApiEvent> hour(Instant begin, Instant now) {
        int hour = begin.atZone(ZoneOffset.UTC).getHour();
        List<Colleague> all = Staff.all();
        List<ApiEvent> calls = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Instant time = begin.plusSeconds((i * 53L + hour * 7L) % SECONDS);
            if (all.get(i).works(hour) && time.isBefore(now)) {
                calls.add(call(all.get(i), DEEDS.get((i + hour) % DEEDS.size()), time));
            }
        }
        return calls;
    }

    private ApiEvent call(Colleague who, Deed deed, Instant time) {
        return ApiEvent.at(time, identity(who, time), deed.source, deed.name)
                .eventId(ids.uuid())
                .requestId(ids.uuid())
                .region(Scenery.REGION)
                .from(who.sourceIp(), who.userAgent())
                .readOnly(true)
                .build();
    }

    private CallerIdentity identity(Colleague who, Instant time) {
        return who.session().map(session -> session(who, session, time)).orElseGet(() -> user(who));
    }

    private CallerIdentity user(Colleague who) {
        User user = scenery.world().account(who.account()).user(who.name()).orElseThrow();
        return new CallerIdentity(
                CallerIdentity.Type.IAM_USER,
                who.account(),
                user.entity().id(),
                user.arn(),
                Optional.of(who.name()),
                Optional.of(scenery.keysOf(who.name()).accessKeyId()),
                Optional.empty(),
                Optional.empty());
    }

    private CallerIdentity session(Colleague who, String session, Instant time) {
        Role role = scenery.world().account(who.account()).role(who.name()).orElseThrow();
        String roleId = role.entity().id();
        SessionContext.Issuer issuer = new SessionContext.Issuer("Role", roleId, role.arn(), who.account(), who.name());
        Optional<String> delivery = session.startsWith("i-") ? Optional.of("2.0") : Optional.empty();
        return new CallerIdentity(
                CallerIdentity.Type.ASSUMED_ROLE,
                who.account(),
                roleId + ":" + session,
                "arn:aws:sts::" + who.account() + ":assumed-role/" + who.name() + "/" + session,
                Optional.empty(),
                Optional.of(ids.unique("ASIA")),
                Optional.of(new SessionContext(
                        time.minusSeconds(600), false, Optional.of(issuer), Optional.empty(), delivery)),
                Optional.empty());
    }
}
