package io.stakeout.drill.policy;

/** Where a decision comes from; the wording is that of AWS. */
public enum PolicyType {
    IDENTITY("an ", "identity-based policy"),
    BOUNDARY("a ", "permissions boundary"),
    SESSION("a ", "session policy"),
    SERVICE_CONTROL("a ", "service control policy"),
    RESOURCE("a ", "resource-based policy"),
    TRUST("the ", "role trust policy"),
    /** No policy: what a kind of credentials can or cannot do whatever the policies say. */
    INTRINSIC("the ", "limits of the credentials");

    private final String article;
    private final String words;

    PolicyType(String article, String words) {
        this.article = article;
        this.words = words;
    }

    String words() {
        return words;
    }

    String wordsWithArticle() {
        return article + words;
    }
}
