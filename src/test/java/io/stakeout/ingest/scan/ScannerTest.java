package io.stakeout.ingest.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.stakeout.incident.Lane;
import io.stakeout.watch.IdentifierTable;
import io.stakeout.watch.Identities;
import io.stakeout.watch.Suspect;
import io.stakeout.watch.SuspectType;
import io.stakeout.watch.Watch;
import io.stakeout.watch.Watchlist;

import static org.assertj.core.api.Assertions.assertThat;

class ScannerTest {

    private static final String KEY = "AKIASCANNERTEST00000";
    private static final Watchlist WATCHED = Watchlist.of(List.of(new Watch(1, Suspect.of("access-key", KEY, null))));
    private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/deploy/ci";
    private static final String BY_SUSPECT =
            "{\"userIdentity\":{\"accessKeyId\":\"" + KEY + "\"},\"eventName\":\"GetUser\"}";
    private static final String BY_OTHER =
            "{\"userIdentity\":{\"accessKeyId\":\"AKIANOBODY0000000000\"},\"eventName\":\"GetUser\"}";

    private final List<Sighting> seen = new ArrayList<>();
    private final Scanner scanner = new Scanner(seen::add);
    private final List<String> found = new ArrayList<>();
    private final List<String> strange = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Finds finds = new Finds() {
        @Override
        public void record(Lane lane, byte[] record) {
            found.add(lane + " " + new String(record, StandardCharsets.UTF_8));
        }

        @Override
        public void strange(Lane lane, byte[] record) {
            strange.add(lane + " " + new String(record, StandardCharsets.UTF_8));
        }

        @Override
        public void fault(Lane lane, Fault fault) {
            faults.add(fault.reason());
        }

        @Override
        public void finding(Opened.Finding finding) {
            faults.add("finding " + finding.detailType());
        }
    };

    @Test
    void onlyTheSuspectsRecordIsHandedOverAndItsEscapesAreUndone() {
        String record =
                BY_SUSPECT.replace("}", "").replace(",\"eventName", "},\"path\":\"a\\\\b\\\"c\",\"eventName") + "}";
        scan(logs(BY_OTHER, record, BY_OTHER));
        assertThat(found).containsExactly("CW " + record);
        assertThat(scanner.events()).isEqualTo(3);
        assertThat(scanner.slowMessages()).isZero();
        assertThat(seen).hasSize(3);
        assertThat(holds(scanner, "AKIANOBODY0000000000")).isTrue();
        assertThat(holds(scanner, "AKIASOMEBODYELSE0000")).isFalse();
    }

    @Test
    void whatSomebodyElseTellsOfAWatchedIdentityIsHandedOver() {
        String byService = told("AWSService", "AssumeRole", "\"requestParameters\":{\"roleSessionName\":\"i-0abc\"}");
        String ofAnother = byService.replace("i-0abc", "i-0def");
        String byUser = byService.replace("AWSService", "IAMUser");
        String otherSide = told("AWSAccount", "AssumeRole", "\"sharedEventID\":\"one-hop-of-two\"");
        String switched =
                told("AssumedRole", "SwitchRole", "\"additionalEventData\":{\"SwitchFrom\":\"" + ROLE + "\"}");
        Watchlist told = Watchlist.of(List.of(
                new Watch(1, new Suspect(SuspectType.SERVICE_SESSION, "i-0abc", Optional.empty())),
                new Watch(1, new Suspect(SuspectType.SHARED_EVENT, "one-hop-of-two", Optional.empty())),
                new Watch(1, Suspect.of("principal-arn", ROLE, null))));
        scanner.scan(logs(ofAnother, byUser, byService, otherSide, switched), told, finds);
        assertThat(found).containsExactly("CW " + byService, "CW " + otherSide, "CW " + switched);
        assertThat(told.identifiers().mayConcern(scanner.identities())).isTrue();
        found.clear();
        for (String alone : List.of(ofAnother, byUser, byService, otherSide, switched)) {
            scanner.scan(alone.getBytes(StandardCharsets.UTF_8), told, finds);
        }
        assertThat(found).hasSize(3);
        scanner.scan(logs(ofAnother, byUser), told, finds);
        assertThat(told.identifiers().mayConcern(scanner.identities())).isFalse();
        assertThat(scanner.slowMessages()).isZero();
    }

    private static String told(String type, String name, String rest) {
        return "{\"eventVersion\":\"1.09\",\"userIdentity\":{\"type\":\"" + type + "\",\"accountId\":\"111122223333\"},"
                + "\"eventTime\":\"2026-01-05T10:00:00Z\",\"eventSource\":\"sts.amazonaws.com\",\"eventName\":\"" + name
                + "\",\"awsRegion\":\"us-east-1\",\"sourceIPAddress\":\"198.51.100.7\",\"userAgent\":\"a\"," + rest
                + ",\"eventID\":\"e\",\"recipientAccountId\":\"111122223333\"}";
    }

    @Test
    void aStrangeMessageIsHandedOverAndCostsItsNeighboursNothing() {
        scan(logs(BY_OTHER, "not json", "{\"a\": 1}", BY_SUSPECT));
        assertThat(strange).containsExactly("CW not json", "CW {\"a\": 1}");
        assertThat(found).containsExactly("CW " + BY_SUSPECT);
        assertThat(scanner.slowMessages()).isEqualTo(2);
        assertThat(scanner.identities()).isNull();
        assertThat(seen).as("who parses a strange one tells of it").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userIdentity\":{\"accessKeyId\":\"x\"},\"userIdentity\":{\"accessKeyId\":\"KEY\"}}",
                "{\"userIdentity\":{\"accessKeyId\":\"x\",\"accessKeyId\":\"KEY\"}}",
                "{\"userIdentity\": {\"accessKeyId\":\"KEY\"}}",
                "{\"userIdentity\":{\"accessKeyId\" :\"KEY\"}}",
                "{\"userIdentit\\u0079\":{\"accessKeyId\":\"KEY\"}}",
                "{\"userIdentity\":{\"accessKeyId\":\"\\u0041KIASCANNERTEST00000\"}}",
                "{\"userIdentity\":[{\"accessKeyId\":\"KEY\"}]}",
                "{\"userIdentity\":{\"accessKeyId\":\"KEY\"},\"eventTime\":\"yesterday\"}",
                "{\"userIdentity\":{\"accessKeyId\":\"KEY\"}",
                "{\"userIdentity\":{\"accessKeyId\":\"KEY\"}}}",
                "\uFEFF{\"userIdentity\":{\"accessKeyId\":\"KEY\"}}",
                "{\"userIdentity\":{\"accessKeyId\":\"KEY\"},\"n\":01}",
                "{\"userIdentity\":{\"accessKeyId\":\"KEY\"},\"n\":nul}",
                "{\"userIdentity\":{\"accessKeyId\":\"KEY\"},\"n\":[1,]}",
                "{\"userIdentity\":{\"accessKeyId\":\"KEY\"},\"n\":\"\\x\"}",
                "{\"userIdentity\":{\"accessKeyId\":\"KEY\"},\"n\":\"tab\there\"}",
                ""
            })
    void whateverIsNotExpectedIsLeftToTheParser(String message) {
        scan(logs(BY_OTHER, message.replace("KEY", KEY)));
        assertThat(strange).containsExactly("CW " + message.replace("KEY", KEY));
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventName\":\"A\",\"userAgent\":\"\\\",\\\"accessKeyId\\\":\\\"KEY\"}",
                "{\"eventName\":\"A\",\"requestParameters\":{\"userIdentity\":{\"accessKeyId\":\"KEY\"}}}",
                "{\"eventName\":\"A\",\"errorMessage\":\"KEY\",\"x\":[{\"arn\":\"KEY\"},[[]],{}]}",
                "{\"eventName\":\"A\",\"n\":[-0.5e-10,true,false,null,1E400],\"e\":\"é火\uD83D\uDE00\\uD800\"}",
            })
    void aMentionIsNoMatchAndTakesTheFastWay(String message) {
        scan(logs(message.replace("KEY", KEY)));
        assertThat(scanner.slowMessages()).isZero();
        assertThat(found).isEmpty();
        assertThat(scanner.events()).isEqualTo(1);
    }

    @Test
    void theOrderOfKeysDoesNotMatter() {
        String record = "{\"eventName\":\"A\",\"zzz\":{},\"userIdentity\":{\"sessionContext\":{},\"accessKeyId\":\""
                + KEY + "\",\"type\":\"IAMUser\"}}";
        scan(bytes(
                "{\"logEvents\":[{\"message\":" + literal(record) + ",\"id\":7}],\"messageType\":\"DATA_MESSAGE\"}"));
        assertThat(found).containsExactly("CW " + record);
        assertThat(scanner.slowMessages()).isZero();
    }

    @Test
    void aPayloadThatTurnsOutStrangeAtItsEndIsToldOnce() {
        byte[] payload = bytes(new String(logs(BY_SUSPECT, BY_OTHER), StandardCharsets.UTF_8)
                .replace("DATA_MESSAGE\"", "DATA_MESSAGE\",\"messageType\":\"DATA_MESSAGE\""));
        scan(payload);
        assertThat(strange).containsExactly("CW " + BY_SUSPECT, "CW " + BY_OTHER);
        assertThat(found).isEmpty();
        assertThat(seen).isEmpty();
        assertThat(scanner.events()).isEqualTo(2);
    }

    @Test
    void controlMessagesHoldNobody() {
        scan(bytes("{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[{\"message\":" + literal(BY_SUSPECT) + "}]}"));
        assertThat(found).isEmpty();
        assertThat(strange).isEmpty();
        assertThat(scanner.events()).isZero();
        assertThat(holds(scanner, "AKIANOBODY0000000000")).isFalse();
    }

    @Test
    void eventsAndBareRecordsAreWalkedToo() {
        scan(bytes("{\"detail\":" + BY_SUSPECT + ",\"detail-type\":\"AWS Console Sign In via CloudTrail\"}"));
        scan(bytes(BY_SUSPECT));
        scan(bytes(BY_OTHER));
        assertThat(found).containsExactly("EB " + BY_SUSPECT, "CT " + BY_SUSPECT);
        assertThat(scanner.slowMessages()).isZero();
        scan(bytes("{\"detail\":" + BY_SUSPECT + ",\"detail-type\":\"AWS Insight via CloudTrail\"}"));
        assertThat(faults).containsExactly("finding AWS Insight via CloudTrail");
    }

    @Test
    void gzipOfSeveralMembersIsReadInFull() {
        byte[] whole = logs(BY_SUSPECT);
        byte[] first = FuzzedTrail.gzip(Arrays.copyOf(whole, 20));
        byte[] second = FuzzedTrail.gzip(Arrays.copyOfRange(whole, 20, whole.length));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        scan(both);
        assertThat(strange).containsExactly("CW " + BY_SUSPECT);
    }

    @Test
    void aWrongCheckSumOrSizeIsAFault() {
        byte[] wrongSum = FuzzedTrail.gzip(logs(BY_SUSPECT));
        wrongSum[wrongSum.length - 6] ^= 1;
        byte[] wrongSize = FuzzedTrail.gzip(logs(BY_SUSPECT));
        wrongSize[wrongSize.length - 4] ^= 1;
        scan(wrongSum);
        scan(wrongSize);
        assertThat(faults).hasSize(2).allMatch(reason -> reason.startsWith("gzip is broken"));
        assertThat(found).isEmpty();
    }

    @Test
    void aBombIsAFaultAndTheScannerGoesOn() {
        scan(FuzzedTrail.gzip(new byte[Envelope.MOST_INFLATED + 1]));
        byte[] lying = FuzzedTrail.gzip(new byte[Envelope.MOST_INFLATED + 1]);
        lying[lying.length - 1] = 0;
        scan(lying);
        scan(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0, 1, 2, 3, 4, -1, -1, -1, 127});
        assertThat(faults).hasSize(3);
        scan(logs(BY_SUSPECT));
        assertThat(found).hasSize(1);
    }

    @Test
    void fewIdentitiesTakeLittleAndTooManyAreNotRemembered() {
        scan(logs(BY_OTHER));
        assertThat(IntStream.range(0, 1_000).filter(n -> Identities.mayHold(scanner.identities(), n)))
                .as("a third of the bits of one word is set at most, and four of them would have to be a hash's")
                .hasSizeLessThan(32);
        scan(logs(byMany(1_000)));
        assertThat(IntStream.range(0, 1_000).filter(n -> holds(scanner, key(n))))
                .hasSize(1_000);
        scan(logs(byMany(3_000)));
        assertThat(scanner.identities()).isNull();
    }

    private static String[] byMany(int callers) {
        String[] records = new String[callers];
        Arrays.setAll(records, n -> BY_OTHER.replace("AKIANOBODY0000000000", key(n)));
        return records;
    }

    private static String key(int n) {
        return "AKIANOBODY" + (1_000_000_000 + n);
    }

    @Test
    void whoOnlyLooksAgainRemembersNobody() {
        Scanner again = new Scanner();
        again.scan(logs(BY_OTHER), WATCHED, finds);
        assertThat(again.identities()).isNull();
        Scanner refilling = Scanner.remembering();
        refilling.scan(logs(BY_OTHER), WATCHED, finds);
        assertThat(holds(refilling, "AKIANOBODY0000000000")).isTrue();
    }

    private static boolean holds(Scanner scanner, String value) {
        return Identities.mayHold(scanner.identities(), IdentifierTable.hash(bytes(value), 0, value.length()));
    }

    @ParameterizedTest
    @CsvSource({
        "cloudtrail.amazonaws.com, StopLogging, true",
        "cloudtrail.amazonaws.com, DescribeTrails, false",
        "logs.amazonaws.com, DeleteSubscriptionFilter, true",
        "kms.amazonaws.com, Decrypt, false",
        "iam.amazonaws.com, CreateUser, true",
        "iam.amazonaws.com, GetUser, false",
        "iam.amazonaws.com, UpdateAssumeRolePolicy, true",
        "sts.amazonaws.com, AssumeRole, false",
        "sts.amazonaws.com, GetSessionToken, true",
        "ec2.amazonaws.com, DeleteTags, false",
        "iam.amazonaws.com.evil, CreateUser, false"
    })
    void callsThatMayCutOurPipelineAreHandedOverWhoeverMakesThem(String source, String name, boolean watched) {
        String record = "{\"eventSource\":\"" + source + "\",\"eventName\":\"" + name + "\"}";
        scan(logs(record));
        assertThat(found).hasSize(watched ? 1 : 0);
        assertThat(WatchedCalls.watched(source, name)).isEqualTo(watched);
        new Scanner().scan(logs(record), WATCHED, finds);
        assertThat(found).as("a second look is for the suspects").hasSize(watched ? 1 : 0);
    }

    private void scan(byte[] payload) {
        scanner.scan(payload, WATCHED, finds);
    }

    private static byte[] logs(String... messages) {
        List<String> events = Arrays.stream(messages)
                .map(message -> "{\"id\":\"1\",\"timestamp\":1,\"message\":" + literal(message) + "}")
                .toList();
        return bytes(
                "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logEvents\":[" + String.join(",", events) + "]}");
    }

    private static String literal(String message) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(message)) + "\"";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
