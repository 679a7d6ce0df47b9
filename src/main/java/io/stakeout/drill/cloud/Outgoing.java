package io.stakeout.drill.cloud;

import java.util.Map;

/** A response as it goes over the wire. */
public record Outgoing(int status, Map<String, String> headers, byte[] body) {}
