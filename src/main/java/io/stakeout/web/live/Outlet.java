package io.stakeout.web.live;

import java.util.concurrent.CompletionStage;

/** The sending end of one socket. */
interface Outlet {

    /** Completes when the text is handed to the network; a reader that doesn't read keeps it waiting. */
    CompletionStage<Void> send(String text);

    /** Ends the connection, whatever is under way. Never throws. */
    void close();
}
