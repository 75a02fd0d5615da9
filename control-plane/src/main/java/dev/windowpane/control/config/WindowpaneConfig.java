package dev.windowpane.control.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All settings of the control plane that are its own; Quarkus' settings (port, database, TLS) stand beside them. */
@ConfigMapping(prefix = "windowpane")
public interface WindowpaneConfig {
    /** The job JAR that is uploaded and launched, as a file. */
    Path jobJar();

    /** The JAR's class with the {@code main} method. */
    @WithDefault("dev.windowpane.job.HitsJob")
    String entryClass();

    /** The preset whose job is made at the first start, from the environment. */
    Optional<String> mainJob();

    /** Host names besides 127.0.0.1, localhost and [::1] that a browser may use for this service: {@code name} or {@code name:port}. */
    Optional<List<String>> allowedHosts();

    /** How long counts are kept, in whole months (UTC), at least {@code P1D}; for ever if it is not set. */
    Optional<Duration> retention();

    /** The Flink session cluster named {@code default}. */
    Flink flink();

    /** More of them, by name. */
    Map<String, Flink> clusters();

    /** How eagerly Flink is watched. */
    Reconcile reconcile();

    /** How often the ledger is checked. */
    Audit audit();

    /** The short history of how jobs do. */
    Samples samples();

    /** Who listens to changes. */
    Live live();

    /** Where a Flink cluster is and how both sides prove who they are. */
    interface Flink {
        /** Flink's REST address, {@code https://host:port}. */
        String url();

        /** PKCS12 with our client certificate. */
        Path keyStore();

        /** PKCS12 with the certificate that Flink must show. */
        Path trustStore();

        /** The password of both stores. */
        String storePassword();
    }

    /** Intervals of the reconciler. */
    interface Reconcile {
        /** Between passes while a job changes. */
        @WithDefault("2s")
        Duration transitional();

        /** Between passes while every job is as desired: also how late a lost cluster may be noticed. */
        @WithDefault("3s")
        Duration steady();

        /** A lease is valid this long without a renewal, so another instance takes over after at most this long; renewed each quarter of it. */
        @WithDefault("5s")
        Duration lease();

        /** A pass goes on without the clusters that have not answered for this long: their jobs wait for the next one. */
        @WithDefault("1s")
        Duration look();
    }

    /** Intervals of the audit. */
    interface Audit {
        /** Between checks of the sums. */
        @WithDefault("10s")
        Duration sums();

        /** Between checks of every window, hour and day. */
        @WithDefault("5m")
        Duration rows();
    }

    /** How often it is looked, and for how long it is remembered. */
    interface Samples {
        /** Between samples of a job; whole seconds. */
        @WithDefault("10s")
        Duration every();

        /** Older samples are forgotten. */
        @WithDefault("24h")
        Duration kept();
    }

    /** Bounds of the server-sent events. */
    interface Live {
        /** So many listen at once; more are asked to come back later. */
        @WithDefault("1000")
        int clients();
    }
}
