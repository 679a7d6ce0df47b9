package io.stakeout.notify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.stakeout.notify.news.News;

/** A channel that does as it is told, and remembers what it was given. The workers of the application don't know it. */
final class Scripted implements Channel {

    final List<Item> items = new CopyOnWriteArrayList<>();
    final List<Digest> digests = new CopyOnWriteArrayList<>();
    final Deque<Delivery> answers = new ArrayDeque<>();
    Function<Item, Delivery> onDelivery = item -> Delivery.delivered("ref-" + item.id());
    Optional<StreamTerms> terms = Optional.empty();
    boolean bundles;
    private final String name;

    Scripted(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public List<Draft> about(News news) {
        Priority priority = news.kind().broadcast() ? Priority.BROADCAST : Priority.IMMEDIATE;
        String key = news.kind().id() + ":" + news.seq().map(String::valueOf).orElse(String.valueOf(news.at()));
        return List.of(Draft.once(key, priority, "here", NotifyJson.object().put("text", news.text())));
    }

    @Override
    public Delivery deliver(Item item) {
        items.add(item);
        Delivery next = answers.poll();
        return next == null ? onDelivery.apply(item) : next;
    }

    @Override
    public Optional<StreamTerms> stream() {
        return terms;
    }

    @Override
    public Delivery digest(Digest digest) {
        digests.add(digest);
        Delivery next = answers.poll();
        return next == null ? Delivery.delivered() : next;
    }

    @Override
    public boolean bundles() {
        return bundles;
    }

    List<String> texts() {
        return items.stream().map(item -> item.body().path("text").asText()).toList();
    }
}
