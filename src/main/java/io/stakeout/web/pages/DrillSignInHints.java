package io.stakeout.web.pages;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.stakeout.access.DrillAccounts;

/** The drill's accounts for its sign-in page; none in other modes. */
@ApplicationScoped
class DrillSignInHints implements SignInHints {

    private final DrillAccounts accounts;

    DrillSignInHints(DrillAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Account> accounts() {
        return accounts.list().stream()
                .map(account -> new Account(account.name(), account.role().id(), account.password()))
                .toList();
    }
}
