package io.stakeout.notify;

import io.stakeout.notify.news.News;

/** Keys of news that are told to each target once, the same for each attempt. */
public final class Keys {

    private Keys() {}

    public static String key(News news) {
        if (news instanceof News.OfRoom told) {
            return told.room().id() + ":" + told.told().seq();
        } else if (news instanceof News.SignalSaid signal) {
            return "signal:" + signal.signal() + ":" + signal.seen();
        } else if (news instanceof News.AnchorMade anchor) {
            return "anchor:" + anchor.lines();
        }
        return "test:" + ((News.Tested) news).id();
    }

    /** Of channels for people that have no digest: what calls everybody, how a case ends, and what was asked for. */
    public static boolean worthALetter(News news) {
        return news.kind().broadcast()
                || news instanceof News.Closed
                || news instanceof News.Verified
                || news instanceof News.AnchorMade;
    }
}
