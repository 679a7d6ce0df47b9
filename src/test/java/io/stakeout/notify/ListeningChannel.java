package io.stakeout.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.stakeout.notify.news.News;

/** A channel of the application itself, with its real workers, where a test asks for it. */
@ApplicationScoped
class ListeningChannel implements Channel {

    private final boolean listening;
    private final List<News> news = new CopyOnWriteArrayList<>();
    private final List<Digest> digests = new CopyOnWriteArrayList<>();

    ListeningChannel(@ConfigProperty(name = "test.notify.listening", defaultValue = "false") boolean listening) {
        this.listening = listening;
    }

    List<News> of(long incident) {
        return news.stream()
                .filter(one -> one.of().filter(room -> room.id() == incident).isPresent())
                .toList();
    }

    List<Digest> digests(long incident) {
        return digests.stream().filter(one -> one.room().id() == incident).toList();
    }

    @Override
    public String name() {
        return "listening";
    }

    @Override
    public boolean enabled() {
        return listening;
    }

    @Override
    public List<Draft> about(News one) {
        news.add(one);
        return List.of();
    }

    @Override
    public Delivery deliver(Item item) {
        return Delivery.delivered();
    }

    @Override
    public Optional<StreamTerms> stream() {
        return Optional.of(
                StreamTerms.summary(Duration.ofMillis(20), 5, Duration.ofMillis(5), 10, Duration.ofSeconds(10)));
    }

    @Override
    public Delivery digest(Digest digest) {
        digests.add(digest);
        return Delivery.delivered("told " + digest.upto());
    }
}
