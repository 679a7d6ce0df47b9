package io.stakeout.boot;

import java.nio.file.Path;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The application from ready to stopped: Quarkus calls it after everything, the HTTP server too, has started. */
class Running implements QuarkusApplication {

    private final ReadyBanner banner;
    private final BootConfig config;
    private final String host;

    Running(ReadyBanner banner, BootConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.banner = banner;
        this.config = config;
        this.host = host;
    }

    @Override
    public int run(String... args) {
        config.dataDir().map(Path::of).ifPresent(dir -> DirectoryLock.announce(dir, banner.address(host)));
        banner.lines(host).forEach(System.out::println);
        Quarkus.waitForExit();
        return 0;
    }
}
