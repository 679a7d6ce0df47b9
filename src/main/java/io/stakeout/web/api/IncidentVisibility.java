package io.stakeout.web.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

import io.stakeout.access.Actor;
import io.stakeout.audit.Visibility;

/** Hides the details of incidents that are restricted to operators among whom the reader isn't. */
@ApplicationScoped
class IncidentVisibility implements Visibility {

    private static final String PREFIX = "incident:";
    private static final String HIDDEN = """
            select i.id from incident i
            where i.restricted and i.id = any(:ids) and not exists (
                select 1 from incident_reader r join operator o on o.name = r.operator
                where r.incident_id = i.id and o.id = :reader)
            """;

    private final EntityManager database;

    IncidentVisibility(EntityManager database) {
        this.database = database;
    }

    @Override
    public Set<String> hidden(Actor actor, Set<String> subjects) {
        Long[] ids = subjects.stream()
                .filter(subject -> subject.matches(PREFIX + "\\d{1,18}"))
                .map(subject -> Long.valueOf(subject.substring(PREFIX.length())))
                .toArray(Long[]::new);
        List<?> hidden = database.createNativeQuery(HIDDEN, Long.class)
                .setParameter("ids", ids)
                .setParameter("reader", actor.operatorId().orElse(-1L))
                .getResultList();
        Set<String> found = new HashSet<>();
        hidden.forEach(id -> found.add(PREFIX + id));
        return found;
    }
}
