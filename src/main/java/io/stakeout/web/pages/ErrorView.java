package io.stakeout.web.pages;

/** What failed, what is still true, and the id to ask about. */
public record ErrorView(int status, String title, String detail, String stillTrue, String correlationId) {}
