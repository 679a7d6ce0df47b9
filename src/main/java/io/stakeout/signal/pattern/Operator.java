package io.stakeout.signal.pattern;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/** What a pattern wants of one value, as event-ruler judges it. */
interface Operator {

    boolean takes(Scalar value);

    /** For people: {@code prefix 'UnauthorizedAccess:'}. */
    String wants();

    /** Whether it is content with a member that isn't there. */
    default boolean takesAbsence() {
        return false;
    }

    /** Whether values are read as addresses for it. */
    default boolean readsAddresses() {
        return false;
    }

    record Words(String wants, Predicate<String> test) implements Operator {
        @Override
        public boolean takes(Scalar value) {
            return value.isText() && test.test(value.text());
        }
    }

    /** {@code null}, {@code true}, {@code false}. */
    record Word(String wants) implements Operator {
        @Override
        public boolean takes(Scalar value) {
            return value.kind() == Scalar.Kind.WORD && value.text().equals(wants);
        }
    }

    record Numbers(String wants, DoublePredicate test) implements Operator {
        @Override
        public boolean takes(Scalar value) {
            return value.number().stream().anyMatch(test);
        }
    }

    record Addresses(String wants, Address first, Address last) implements Operator {
        @Override
        public boolean takes(Scalar value) {
            return value.isText()
                    && Address.of(value.text())
                            .filter(one -> one.between(first, last))
                            .isPresent();
        }

        @Override
        public boolean readsAddresses() {
            return true;
        }
    }

    /** Whatever isn't one of these: other kinds of values too. */
    record AnythingBut(List<Operator> these) implements Operator {
        @Override
        public boolean takes(Scalar value) {
            return these.stream().noneMatch(one -> one.takes(value));
        }

        @Override
        public String wants() {
            return "anything but "
                    + String.join(" and ", these.stream().map(Operator::wants).toList());
        }
    }

    record Exists(boolean there) implements Operator {
        @Override
        public boolean takes(Scalar value) {
            return there;
        }

        @Override
        public boolean takesAbsence() {
            return !there;
        }

        @Override
        public String wants() {
            return there ? "any value" : "no such member";
        }
    }
}
