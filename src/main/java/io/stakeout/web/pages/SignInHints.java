package io.stakeout.web.pages;

import java.util.List;

/** Accounts that the sign-in page may offer to anybody: those of a drill, never of production. */
public interface SignInHints {

    List<Account> accounts();

    record Account(String name, String role, String password) {}
}
