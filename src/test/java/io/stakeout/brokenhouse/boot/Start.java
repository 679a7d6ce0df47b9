package io.stakeout.brokenhouse.boot;

public class Start {}
