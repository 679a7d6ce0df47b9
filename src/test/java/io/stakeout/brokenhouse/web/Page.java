package io.stakeout.brokenhouse.web;

import io.stakeout.brokenhouse.boot.Start;

public class Page {
    Start start;
}
