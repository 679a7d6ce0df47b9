package io.stakeout.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.stakeout.cloudtrail.Issuance.Kind;
import io.stakeout.cloudtrail.Issuance.Reach;

import static org.assertj.core.api.Assertions.assertThat;

class LineageTest {

    private static final Instant EARLY = Instant.parse("2026-01-05T10:00:00Z");
    private static final Instant LATE = Instant.parse("2026-01-05T11:00:00Z");

    @Test
    void aLevelReachesOnlyOverIssuancesThatItCovers() {
        List<Lineage.Node> nodes = List.of(suspect(1), key(2), key(3), key(4));
        List<Lineage.Edge> edges =
                List.of(edge(1, 2, Reach.SESSION), edge(2, 3, Reach.CREDENTIAL), edge(3, 4, Reach.ANYTHING));
        assertThat(watched(new Lineage(nodes, edges, Follow.DIRECT))).containsExactly(1L);
        assertThat(watched(new Lineage(nodes, edges, Follow.SESSIONS))).containsExactly(1L, 2L);
        assertThat(watched(new Lineage(nodes, edges, Follow.CREDENTIALS))).containsExactly(1L, 2L, 3L);
        assertThat(watched(new Lineage(nodes, edges, Follow.FULL))).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whoeverIsExcludedTakesAlongWhatItAloneLeadsTo() {
        List<Lineage.Node> nodes = List.of(suspect(1), excluded(2), key(3), key(4));
        List<Lineage.Edge> edges = List.of(
                edge(1, 2, Reach.SESSION),
                edge(2, 3, Reach.SESSION),
                edge(2, 4, Reach.SESSION),
                edge(1, 4, Reach.SESSION));
        Lineage lineage = new Lineage(nodes, edges, Follow.FULL);
        assertThat(watched(lineage)).containsExactly(1L, 4L);
        assertThat(lineage.why(3)).isEqualTo("excluded");
        assertThat(new Lineage(nodes, edges, Follow.DIRECT).why(4)).isEqualTo("level");
    }

    @Test
    void aCircleOfRolesEnds() {
        List<Lineage.Node> nodes = List.of(suspect(1), key(2), key(3));
        List<Lineage.Edge> edges =
                List.of(edge(1, 2, Reach.SESSION), edge(2, 3, Reach.SESSION), edge(3, 2, Reach.SESSION));
        assertThat(watched(new Lineage(nodes, edges, Follow.FULL))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void nobodyIsWatchedToWhomNoIssuanceLeads() {
        List<Lineage.Node> nodes = List.of(suspect(1), key(2), key(3));
        List<Lineage.Edge> edges = List.of(edge(2, 3, Reach.SESSION), edge(3, 2, Reach.SESSION));
        Lineage lineage = new Lineage(nodes, edges, Follow.FULL);
        assertThat(watched(lineage)).containsExactly(1L);
        assertThat(lineage.watches(7)).isEmpty();
    }

    @Test
    void whatIsOfferedIsReachedAndWatchedOnceItIsConfirmed() {
        List<Lineage.Edge> edges = List.of(new Lineage.Edge(1, 2, Reach.ANYTHING, false, Optional.of(EARLY)));
        Lineage offered = new Lineage(List.of(suspect(1), key(2)), edges, Follow.FULL);
        assertThat(offered.reached(2)).isTrue();
        assertThat(offered.watched(2)).isFalse();
        Lineage.Node confirmed = new Lineage.Node(
                2, Optional.of(Kind.ACCESS_KEY), "AKIALINEAGETEST00002", Optional.empty(), false, true, false);
        Lineage known = new Lineage(List.of(suspect(1), confirmed), edges, Follow.FULL);
        assertThat(known.watches(7)).singleElement().satisfies(watch -> {
            assertThat(watch.suspect().value()).isEqualTo("AKIALINEAGETEST00002");
            assertThat(watch.notBefore()).isEmpty();
        });
        assertThat(new Lineage(List.of(suspect(1), confirmed), edges, Follow.SESSIONS).watches(7))
                .isEmpty();
    }

    @Test
    void ofTwoProofsTheEarlierOneSaysFromWhenOnAUserIsFollowed() {
        Lineage.Node user = new Lineage.Node(
                2,
                Optional.of(Kind.USER),
                "arn:aws:iam::111122223333:user/eve",
                Optional.of("111122223333"),
                false,
                false,
                false);
        List<Lineage.Edge> edges = List.of(
                new Lineage.Edge(1, 2, Reach.ANYTHING, true, Optional.of(LATE)),
                new Lineage.Edge(1, 2, Reach.ANYTHING, true, Optional.of(EARLY)));
        Lineage lineage = new Lineage(List.of(suspect(1), user), edges, Follow.FULL);
        assertThat(lineage.watches(7))
                .hasSize(2)
                .allMatch(watch -> watch.notBefore().equals(Optional.of(EARLY)));
    }

    private static List<Long> watched(Lineage lineage) {
        return List.of(1L, 2L, 3L, 4L).stream().filter(lineage::watched).toList();
    }

    private static Lineage.Edge edge(long from, long to, Reach reach) {
        return new Lineage.Edge(from, to, reach, true, Optional.empty());
    }

    private static Lineage.Node suspect(long id) {
        return node(id, true, false);
    }

    private static Lineage.Node key(long id) {
        return node(id, false, false);
    }

    private static Lineage.Node excluded(long id) {
        return node(id, false, true);
    }

    private static Lineage.Node node(long id, boolean suspected, boolean excluded) {
        String key = "AKIALINEAGETEST0000" + id;
        return new Lineage.Node(id, Optional.of(Kind.ACCESS_KEY), key, Optional.empty(), suspected, false, excluded);
    }
}
