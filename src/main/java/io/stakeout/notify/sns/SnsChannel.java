package io.stakeout.notify.sns;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.notify.Channel;
import io.stakeout.notify.Delivery;
import io.stakeout.notify.Draft;
import io.stakeout.notify.Item;
import io.stakeout.notify.Keys;
import io.stakeout.notify.Letter;
import io.stakeout.notify.Links;
import io.stakeout.notify.Priority;
import io.stakeout.notify.news.News;

/** What calls everybody, in plain text, to a topic of Amazon SNS. */
@ApplicationScoped
class SnsChannel implements Channel {

    static final String NAME = "sns";

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}");
    private static final int MOST_SUBJECT = 100;

    /** Of 256 KB, in bytes. */
    private static final int MOST_BYTES = 250_000;

    private final SnsConfig config;
    private final Topic topic;
    private final Links links;

    SnsChannel(SnsConfig config, Topic topic, Links links) {
        this.config = config;
        this.topic = topic;
        this.links = links;
        if (config.topic().filter(arn -> !ARN.matcher(arn).matches()).isPresent()) {
            throw new IllegalStateException("stakeout.notify.sns.topic is the ARN of a standard topic, for example"
                    + " arn:aws:sns:eu-central-1:111122223333:stakeout");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean enabled() {
        return config.topic().isPresent();
    }

    @Override
    public List<Draft> about(News news) {
        if (!Keys.worthALetter(news)) {
            return List.of();
        }
        Priority priority = news.kind().broadcast() ? Priority.BROADCAST : Priority.IMMEDIATE;
        return List.of(Draft.once(
                Keys.key(news), priority, "", Letter.of(news, links.of(news)).json()));
    }

    @Override
    public boolean bundles() {
        return true;
    }

    @Override
    public Delivery deliver(Item item) {
        Letter letter = Letter.of(item, MOST_BYTES);
        return topic.publish(config.topic().orElseThrow(), subject(letter.subject()), bounded(letter.text()));
    }

    /** What isn't ASCII can't be there. */
    static String subject(String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() <= MOST_SUBJECT ? ascii : ascii.substring(0, MOST_SUBJECT - 3) + "...";
    }

    /** Cut between characters, never within one. */
    static String bounded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return text;
        }
        int end = MOST_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "\n… cut here: see the rooms\n";
    }
}
