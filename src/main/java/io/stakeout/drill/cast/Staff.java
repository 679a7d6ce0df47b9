package io.stakeout.drill.cast;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who works at the company beside the cast: its size is what a share of it is measured by. Forgotten users and whoever
 * the attacker lays hands on had no business there the day before.
 */
final class Staff {

    /** A company works in shifts of nine hours that begin one after another. */
    private static final int SHIFT = 9;

    private static final int FIRST_SHIFT = 5;
    private static final int SHIFTS = 8;
    private static final int ALWAYS = 24;
    private static final String CLI = "aws-cli/2.15.21 Python/3.11.6 Darwin/23.3.0 source/arm64";
    private static final String JAVA = "aws-sdk-java/2.25.10 Linux/6.1.79 OpenJDK/17.0.10";

    private static final List<String> PEOPLE = List.of(
            "amara.okafor",
            "ben.fischer",
            "carla.mendes",
            "dmitri.volkov",
            "elif.yilmaz",
            "farid.haddad",
            "greta.lindqvist",
            "hugo.moreau",
            "ines.costa",
            "jonas.weber",
            "keiko.tanaka",
            "liam.obrien",
            "mina.park",
            "noor.rahman",
            "olga.nowak",
            "pedro.alvarez",
            "quinn.taylor",
            "rosa.bianchi",
            "samir.khan",
            "tess.vandijk",
            "uma.iyer",
            "viktor.horvat",
            "wanda.kowalska",
            "yusuf.demir");

    private static final List<String> MACHINES = List.of(
            "cart-api",
            "catalog-import",
            "certificate-renewer",
            "checkout-worker",
            "cost-reporter",
            "dns-updater",
            "fraud-scoring",
            "image-resizer",
            "inventory-sync",
            "invoice-mailer",
            "log-archiver",
            "loyalty-points",
            "metrics-shipper",
            "order-api",
            "patch-runner",
            "payment-webhooks",
            "price-feed",
            "queue-drainer",
            "recommendations",
            "returns-desk",
            "search-indexer",
            "shipping-labels",
            "staging-seeder",
            "warehouse-gateway");

    private static final List<String> KEEPERS_OF_BACKUPS = List.of(
            "backup-writer", "backup-verifier", "backup-pruner", "restore-drill", "vault-auditor", "archive-mover");

    private Staff() {}

    /** Those who are nowhere else. */
    static List<Colleague> extras() {
        List<Colleague> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE.size(); i++) {
            all.add(person(PEOPLE.get(i), "203.0.113." + (100 + i), CLI, FIRST_SHIFT + i % SHIFTS));
        }
        for (int i = 0; i < MACHINES.size(); i++) {
            all.add(machine(Scenery.WORKLOAD, MACHINES.get(i), instance(i), "203.0.113." + (130 + i), JAVA));
        }
        for (int i = 0; i < KEEPERS_OF_BACKUPS.size(); i++) {
            all.add(machine(
                    Scenery.BACKUP, KEEPERS_OF_BACKUPS.get(i), instance(90 + i), "203.0.113." + (160 + i), JAVA));
        }
        return all;
    }

    /** Everybody who was at work the day before: the extras, and those of the cast who do the same every day. */
    static List<Colleague> all() {
        Stream<Colleague> cast = Stream.of(
                person(Persona.NINA.name(), Persona.NINA.sourceIp(), Persona.NINA.userAgent(), 7),
                person(Persona.TOM.name(), Persona.TOM.sourceIp(), Persona.TOM.userAgent(), 8),
                new Colleague(
                        Scenery.WORKLOAD,
                        Persona.CI.name(),
                        Optional.empty(),
                        Persona.CI.sourceIp(),
                        Persona.CI.userAgent(),
                        0,
                        ALWAYS),
                machine(
                        Scenery.WORKLOAD,
                        Scenery.DEPLOY_ROLE,
                        "build-2417",
                        Persona.CI.sourceIp(),
                        Persona.CI.userAgent()),
                machine(
                        Scenery.WORKLOAD,
                        Scenery.REPORT_ROLE,
                        Scenery.REPORT_INSTANCE,
                        Persona.REPORTS.sourceIp(),
                        Persona.REPORTS.userAgent()));
        return Stream.concat(cast, extras().stream()).toList();
    }

    private static Colleague person(String name, String address, String agent, int begins) {
        return new Colleague(Scenery.WORKLOAD, name, Optional.empty(), address, agent, begins, SHIFT);
    }

    private static Colleague machine(String account, String name, String session, String address, String agent) {
        return new Colleague(account, name, Optional.of(session), address, agent, 0, ALWAYS);
    }

    private static String instance(int number) {
        return String.format(Locale.ROOT, "i-0a11ce5%010x", 0xbeef_0000L + number);
    }
}
