package io.stakeout.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * The sign-in page.
 *
 * @param problem what is said above the button
 * @param calm whether the problem is nobody's mistake
 * @param next the path to go on to
 */
public record SignInView(Optional<String> problem, boolean calm, String next, List<SignInHints.Account> accounts) {

    static SignInView of(String reason, String next, List<SignInHints.Account> accounts) {
        return new SignInView(text(reason), "ended".equals(reason), next == null ? "/" : next, accounts);
    }

    private static Optional<String> text(String reason) {
        return Optional.ofNullable(
                switch (reason == null ? "" : reason) {
                    case "" -> null;
                    case "locked", "wait" ->
                        "Too many tries. Wait a quarter of an hour, or ask an admin for a new password.";
                    case "ended" -> "Your session has ended. Sign in again; the watches have gone on.";
                    default -> "Operator or password is wrong. After several tries you have to wait.";
                });
    }
}
