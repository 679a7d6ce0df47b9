package io.stakeout.containment;

import java.nio.file.Path;
import java.util.UUID;

import io.stakeout.NodeName;

/**
 * Who executes: one life of a node. The node's name outlives a restart, so that it takes up at once what it was executing;
 * the life doesn't, so that a former one that is still at a call begins no step any more.
 */
record NodeLife(String node, String life) {

    private static final String FILE = "execution-node-id";

    static NodeLife begin(Path dataDirectory) {
        return of(NodeName.keptIn(dataDirectory, FILE));
    }

    static NodeLife of(String node) {
        return new NodeLife(node, UUID.randomUUID().toString());
    }

    /** As it is written to what it executes. */
    String owner() {
        return lives() + life;
    }

    /** What the owner of each of this node's lives begins with; a name has no slash. */
    String lives() {
        return node + "/";
    }
}
