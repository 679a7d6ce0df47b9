package io.stakeout.brokenhouse.cloudtrail;

import java.sql.Connection;
import java.time.Clock;

import org.jboss.logging.Logger;

import io.stakeout.brokenhouse.access.OperatorManager;

public class ImpureRecord {
    Connection connection;
    Clock clock;
    Logger log;
    OperatorManager manager;
}
