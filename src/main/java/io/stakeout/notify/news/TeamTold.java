package io.stakeout.notify.news;

import java.util.Optional;

/**
 * The team that a playbook names for a signal.
 *
 * @param slackChannel {@code #name} or an id
 * @param reason why it is theirs, for people
 * @param fallback whether they get it only because nobody else is known for it: they are told so
 */
public record TeamTold(
        String name, Optional<String> slackChannel, Optional<String> email, String reason, boolean fallback) {}
