package io.stakeout.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.stakeout.incident.Severity;
import io.stakeout.notify.news.News;
import io.stakeout.notify.news.Room;
import io.stakeout.notify.news.Told;

import static org.assertj.core.api.Assertions.assertThat;

/** Plain text that nobody can forge a line or a header of. */
class LetterTest {

    private static final Instant AT = Instant.parse("2026-03-04T05:06:07Z");
    private static final String HOSTILE = "x\r\nBcc: all@example.org\r\n\r\n<b>\u202egnp\u0000";

    private static Letter letter(String title, String text) {
        Room room = new Room(7, title, Severity.HIGH, "watching", List.of("user-name " + HOSTILE), 2, false, Set.of());
        return Letter.of(
                new News.Closed(room, new Told(3, AT, "eve", text)),
                Optional.of("https://stakeout.example/incidents/7"));
    }

    @Test
    void whatASuspectWroteStaysOnItsLineAndIsSeen() {
        Letter letter = letter(HOSTILE, "closed it: " + HOSTILE);
        assertThat(letter.subject())
                .isEqualTo("[Stakeout] closed: incident 7, x␍␊Bcc: all@example.org␍␊␍␊<b>⟨U+202E⟩gnp␀");
        assertThat(letter.lines()).hasSize(6).noneMatch(line -> line.matches("(?s).*[\\p{Cntrl}\u202e].*"));
        assertThat(letter.text().lines()).noneMatch(line -> line.startsWith("Bcc"));
        assertThat(letter.lines().get(5)).isEqualTo("Room: https://stakeout.example/incidents/7");
    }

    @Test
    void aLongTitleDoesNotMakeALongSubject() {
        assertThat(letter("t".repeat(5_000), "x").subject()).hasSizeLessThanOrEqualTo(Letter.MOST_SUBJECT);
    }

    @Test
    void manyTogetherAreOneLetterUpToItsBound() {
        Letter one = letter("Leaked key", "closed it");
        List<Item> others = IntStream.range(0, 40)
                .mapToObj(n -> item(n + 2, one, List.of()))
                .toList();
        Letter all = Letter.of(item(1, one, others), 2_000);
        assertThat(all.subject()).isEqualTo("[Stakeout] 41 messages since " + AT);
        assertThat(all.text().length()).isLessThan(4_000);
        assertThat(all.lines().get(all.lines().size() - 1)).matches("… and \\d+ more: see the rooms");
    }

    private static Item item(long id, Letter letter, List<Item> others) {
        return new Item(
                id,
                "k" + id,
                Priority.BROADCAST,
                Optional.of(7L),
                Optional.of(3L),
                "duty@example.org",
                letter.json(),
                1,
                Optional.empty(),
                AT,
                0,
                others);
    }
}
