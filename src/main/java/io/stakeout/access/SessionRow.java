package io.stakeout.access;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

@Entity
@Table(name = "session")
class SessionRow extends PanacheEntityBase {

    @Id
    String hash;

    @Column(name = "operator_id")
    long operatorId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "last_used")
    Instant lastUsed;

    @Column(name = "expires_at")
    Instant expiresAt;

    Credential credential() {
        return new Credential.BrowserSession(hash);
    }
}
