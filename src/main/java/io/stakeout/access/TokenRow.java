package io.stakeout.access;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

@Entity
@Table(name = "token")
class TokenRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "operator_id")
    long operatorId;

    String name;
    String role;
    String hash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "last_used")
    Instant lastUsed;

    Credential credential() {
        return new Credential.Token(id);
    }

    ApiToken view(String owner) {
        return new ApiToken(
                id,
                name,
                Role.byId(role).orElseThrow(),
                operatorId,
                owner,
                createdAt,
                expiresAt,
                Optional.ofNullable(lastUsed));
    }
}
