package io.stakeout.ingest.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.stakeout.cloudtrail.CloudTrailRecord;
import io.stakeout.cloudtrail.Principal;

/** The fields of a parsed record, one after the other as bytes. */
final class ParsedFields {

    private final CloudTrailRecord record;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private Sightings into;

    ParsedFields(CloudTrailRecord record) {
        this.record = record;
    }

    /** Notes where they lie in the bytes that it returns. */
    byte[] noteIn(Sightings sightings) {
        into = sightings;
        into.begin(0);
        Principal who = record.principal();
        note(Field.TYPE, who.type());
        note(Field.PRINCIPAL_ID, who.principalId());
        note(Field.ARN, who.arn());
        note(Field.ACCOUNT_ID, who.accountId());
        note(Field.ACCESS_KEY_ID, who.accessKeyId());
        note(Field.USER_NAME, who.userName());
        note(Field.ISSUER_ARN, who.issuerArn());
        note(Field.SOURCE_IDENTITY, who.sourceIdentity());
        note(Field.ON_BEHALF_OF, who.onBehalfOfUserId());
        note(Field.REGION, record.region());
        note(Field.SOURCE_IP, record.sourceIp());
        note(Field.USER_AGENT, record.userAgent());
        note(Field.RECIPIENT_ACCOUNT, record.text("recipientAccountId"));
        bytes.write(new byte[Swar.PADDING], 0, Swar.PADDING);
        return bytes.toByteArray();
    }

    private void note(Field field, Optional<String> text) {
        text.map(value -> value.getBytes(StandardCharsets.UTF_8)).ifPresent(value -> {
            int from = bytes.size();
            bytes.writeBytes(value);
            into.note(field, from, bytes.size());
        });
    }
}
