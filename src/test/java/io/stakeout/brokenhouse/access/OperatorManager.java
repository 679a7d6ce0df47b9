package io.stakeout.brokenhouse.access;

import java.time.Instant;

import jakarta.inject.Inject;

import com.microsoft.playwright.Page;
import io.quarkus.qute.Template;
import io.quarkus.websockets.next.WebSocketConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import software.amazon.awssdk.regions.Region;

import io.stakeout.brokenhouse.cloudtrail.ImpureRecord;

public class OperatorManager {
    @Inject
    ImpureRecord record;

    io.stakeout.brokenhouse.web.Page page;
    Page browser;
    Template template;
    WebSocketConnection socket;
    EmbeddedPostgres database;
    Region region;

    void tell() {
        System.out.println(Instant.now());
    }
}
