package dev.windowpane.local;

import dev.windowpane.local.os.PrivateFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the control plane is told: where its port, database and Flink are, and which job to run. */
record ControlPlaneSettings(int port, EmbeddedPostgres postgres, FlinkAddress flink, Path jobJar, boolean mainJob) {

    /** Of another one, which differs in nothing else. */
    ControlPlaneSettings at(int otherPort) {
        return new ControlPlaneSettings(otherPort, postgres, flink, jobJar, mainJob);
    }

    String toProperties() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("quarkus.http.host", "127.0.0.1");
        values.put("quarkus.http.port", port);
        values.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        values.put("quarkus.datasource.reactive.url", postgres.jdbcUrl().substring("jdbc:".length()));
        values.put("quarkus.datasource.username", PostgresRole.CONTROL.roleName());
        values.put("quarkus.datasource.password", postgres.password(PostgresRole.CONTROL));
        values.put("quarkus.flyway.username", PostgresRole.OWNER.roleName());
        values.put("quarkus.flyway.password", postgres.password(PostgresRole.OWNER));
        values.put("windowpane.flink.url", flink.url());
        values.put("windowpane.flink.key-store", flink.keyStore());
        values.put("windowpane.flink.trust-store", flink.trustStore());
        values.put("windowpane.flink.store-password", storePassword());
        values.put("windowpane.job-jar", jobJar);
        if (mainJob) {
            values.put("windowpane.main-job", "log-aggregation");
        }
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + escape(entry.getValue().toString()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String storePassword() {
        return PrivateFiles.read(flink.passwordFile());
    }

    /** For a properties file that SmallRye Config reads: it also expands {@code ${…}}. */
    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("$", "\\\\$");
    }
}
