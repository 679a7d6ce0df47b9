package io.stakeout.notify.email;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.mailer.Mail;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.Loopback;
import io.stakeout.Mode;
import io.stakeout.notify.Channel;
import io.stakeout.notify.Delivery;
import io.stakeout.notify.Draft;
import io.stakeout.notify.Item;
import io.stakeout.notify.Keys;
import io.stakeout.notify.Letter;
import io.stakeout.notify.Links;
import io.stakeout.notify.Priority;
import io.stakeout.notify.news.News;

/**
 * Mail in plain text: what calls everybody to the addresses that are configured, and signals to the team that a playbook
 * names. Nothing that a suspect wrote reaches a header but in the subject, where every control character is made visible.
 */
@ApplicationScoped
class EmailChannel implements Channel {

    static final String NAME = "email";

    private static final Pattern ADDRESS =
            Pattern.compile("[\\x21-\\x7e&&[^@<>,;\"\\\\()]]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final int MOST_CHARACTERS = 100_000;

    private final EmailConfig config;
    private final Postman postman;
    private final Links links;

    EmailChannel(
            EmailConfig config,
            Postman postman,
            Links links,
            Mode mode,
            @ConfigProperty(name = "quarkus.mailer.host", defaultValue = "localhost") String server) {
        this.config = config;
        this.postman = postman;
        this.links = links;
        Stream.concat(config.from().stream(), config.to().stream().flatMap(List::stream))
                .forEach(EmailChannel::checked);
        if (config.from().isPresent() && mode.rehearsal() && !Loopback.is(server)) {
            throw new IllegalStateException("A drill or replay tells nobody elsewhere: quarkus.mailer.host must be"
                    + " 127.0.0.1, ::1 or localhost, or stakeout.notify.email.from not set");
        }
    }

    private static void checked(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalStateException("stakeout.notify.email.from and .to are plain addresses, name@example.org");
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean enabled() {
        return config.from().isPresent();
    }

    @Override
    public List<Draft> about(News news) {
        List<String> to = news instanceof News.SignalSaid signal
                ? signal.team().email().stream().toList()
                : Keys.worthALetter(news) ? config.to().orElse(List.of()) : List.of();
        Priority priority = news.kind().broadcast() ? Priority.BROADCAST : Priority.IMMEDIATE;
        Letter letter = Letter.of(news, links.of(news));
        return to.stream()
                .distinct()
                .map(address -> Draft.once(Keys.key(news), priority, address, letter.json()))
                .toList();
    }

    @Override
    public boolean bundles() {
        return true;
    }

    @Override
    public Delivery deliver(Item item) {
        if (!ADDRESS.matcher(item.target()).matches()) {
            return Delivery.refused("this is no address of mail");
        }
        Letter letter = Letter.of(item, MOST_CHARACTERS);
        Mail mail = Mail.withText(item.target(), letter.subject(), letter.text())
                .setFrom(config.from().orElseThrow())
                // a receiver that has it already can tell
                .addHeader("X-Stakeout-Key", item.key())
                .addHeader("Auto-Submitted", "auto-generated");
        return postman.send(mail, config.timeout());
    }
}
