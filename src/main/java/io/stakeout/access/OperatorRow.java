package io.stakeout.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "operator")
class OperatorRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String name;

    @Column(name = "display_name")
    String displayName;

    String role;
    boolean disabled;

    @Column(name = "break_glass")
    boolean breakGlass;

    @Column(name = "aws_principals")
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> awsPrincipals = List.of();

    @Column(name = "slack_user_id")
    String slackUserId;

    @Column(name = "password_hash")
    String passwordHash;

    long epoch;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;

    static Optional<OperatorRow> named(String name) {
        return find("name", name).firstResultOptional();
    }

    static Optional<OperatorRow> ofSlackUser(String slackUserId) {
        return find("slackUserId", slackUserId).firstResultOptional();
    }

    Role role() {
        return Role.byId(role).orElseThrow();
    }

    Actor actor() {
        return new Actor(name, role(), Optional.of(id));
    }

    Operator view() {
        return new Operator(
                id,
                name,
                displayName,
                role(),
                disabled,
                breakGlass,
                List.copyOf(awsPrincipals),
                Optional.ofNullable(slackUserId),
                createdAt,
                createdBy,
                changedAt,
                changedBy);
    }
}
