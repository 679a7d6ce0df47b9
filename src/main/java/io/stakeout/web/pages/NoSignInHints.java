package io.stakeout.web.pages;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;

/** Used unless a drill provides its accounts. */
@DefaultBean
@ApplicationScoped
class NoSignInHints implements SignInHints {

    @Override
    public List<Account> accounts() {
        return List.of();
    }
}
