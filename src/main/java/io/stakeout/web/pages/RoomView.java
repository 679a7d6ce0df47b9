package io.stakeout.web.pages;

import java.util.Locale;

import io.stakeout.incident.IncidentView;

/** What a room shows before its script has started. */
public record RoomView(long id, String title, String state, boolean closed, String openedBy) {

    static RoomView of(IncidentView incident) {
        return new RoomView(
                incident.id(),
                incident.title(),
                incident.state().toUpperCase(Locale.ROOT),
                incident.closed(),
                incident.openedBy());
    }
}
