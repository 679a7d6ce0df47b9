package io.stakeout.ingest.scan;

import java.util.ArrayList;
import java.util.List;

/** Which members of an object are looked at: strings that become a {@link Field}, and objects with a shape of their own. */
final class Shape {

    private static final Shape ISSUER =
            new Builder().field("arn", Field.ISSUER_ARN).build();
    private static final Shape SESSION = new Builder()
            .nested("sessionIssuer", ISSUER)
            .field("sourceIdentity", Field.SOURCE_IDENTITY)
            .build();
    private static final Shape IDENTITY = new Builder()
            .field("type", Field.TYPE)
            .field("principalId", Field.PRINCIPAL_ID)
            .field("arn", Field.ARN)
            .field("accountId", Field.ACCOUNT_ID)
            .field("accessKeyId", Field.ACCESS_KEY_ID)
            .field("userName", Field.USER_NAME)
            .nested("sessionContext", SESSION)
            .nested(
                    "onBehalfOf",
                    new Builder().field("userId", Field.ON_BEHALF_OF).build())
            .build();

    /** A CloudTrail record. The names of other envelopes are no part of one: whoever has them is looked at in full. */
    static final Shape RECORD = new Builder()
            .nested("userIdentity", IDENTITY)
            .field("eventTime", Field.EVENT_TIME)
            .field("eventSource", Field.EVENT_SOURCE)
            .field("eventName", Field.EVENT_NAME)
            .field("awsRegion", Field.REGION)
            .field("sourceIPAddress", Field.SOURCE_IP)
            .field("userAgent", Field.USER_AGENT)
            .enough()
            .field("recipientAccountId", Field.RECIPIENT_ACCOUNT)
            .foreign("messageType")
            .foreign("logEvents")
            .foreign("detail-type")
            .foreign("detail")
            .foreign("Records")
            .build();

    /** The number of the caller in {@link #RECORD}. */
    static final int CALLER = 0;

    private final Names names;
    private final Field[] fields;
    private final Shape[] shapes;
    private final int enough;

    private Shape(Builder builder) {
        this.names = Names.of(builder.names);
        this.fields = builder.fields.toArray(Field[]::new);
        this.shapes = builder.shapes.toArray(Shape[]::new);
        this.enough = builder.enough;
    }

    /** The number of a member, or -1 when it isn't looked at. */
    int member(byte[] bytes, int from, int length) {
        return names.find(bytes, from, length);
    }

    /** The field that a member is, or null. */
    Field field(int member) {
        return fields[member];
    }

    /** The shape that a member has, or null. */
    Shape shape(int member) {
        return shapes[member];
    }

    /** Whether nothing more is needed of an object of which these members, by bits, have been seen. */
    boolean enough(int seen) {
        return (seen & enough) == enough && enough != 0;
    }

    private static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<Field> fields = new ArrayList<>();
        private final List<Shape> shapes = new ArrayList<>();
        private int enough;

        Builder field(String name, Field field) {
            return add(name, field, null);
        }

        Builder nested(String name, Shape shape) {
            return add(name, null, shape);
        }

        /** What was named so far is all that has to be seen. */
        Builder enough() {
            enough = (1 << names.size()) - 1;
            return this;
        }

        Builder foreign(String name) {
            return add(name, null, null);
        }

        private Builder add(String name, Field field, Shape shape) {
            names.add(name);
            fields.add(field);
            shapes.add(shape);
            return this;
        }

        Shape build() {
            return new Shape(this);
        }
    }
}
