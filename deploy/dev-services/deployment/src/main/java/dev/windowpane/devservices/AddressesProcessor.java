package dev.windowpane.devservices;

import dev.windowpane.local.Addresses;
import dev.windowpane.local.FlinkAddress;
import dev.windowpane.local.PostgresAddress;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The card of the Dev UI: where everything is. Passwords are named by their files only. */
@BuildSteps(onlyIf = {IsDevelopment.class, DevServicesConfig.Enabled.class})
final class AddressesProcessor {
    @BuildStep
    CardPageBuildItem card() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Addresses")
                .icon("font-awesome-solid:map-location-dot")
                .componentLink("qwc-windowpane-addresses.js"));
        card.addPage(Page.externalPageBuilder("Dashboard")
                .icon("font-awesome-solid:chart-column")
                .url("/", "/")
                .doNotEmbed());
        return card;
    }

    @BuildStep
    BuildTimeActionBuildItem actions() {
        BuildTimeActionBuildItem actions = new BuildTimeActionBuildItem();
        actions.actionBuilder()
                .methodName("addresses")
                .description("Where Kafka, Flink, Postgres, their logs, the dashboard and the API are")
                .function(ignored -> StackService.running()
                        .map(stack -> rows(stack.addresses(), stack.logDirectory()))
                        .orElse(List.of()))
                .build();
        return actions;
    }

    /** @param logs the directory of the log files */
    static List<Map<String, String>> rows(Addresses addresses, Path logs) {
        List<Map<String, String>> rows = new ArrayList<>();
        rows.add(row("Dashboard", "/", "", "counts, jobs, ledger, dead letters", ""));
        rows.add(row("API", "/q/swagger-ui", "", "the document itself: /q/openapi", ""));
        if (addresses.kafkaBootstrap() != null) {
            rows.add(row(
                    "Kafka", addresses.kafkaBootstrap(), runs(addresses, "kafka"), "topic " + addresses.topic(), ""));
        }
        FlinkAddress flink = addresses.flink();
        if (flink != null) {
            rows.add(row(
                    "Flink",
                    flink.url().toString(),
                    runs(addresses, "jobmanager"),
                    "only with the client certificate (mutual TLS)",
                    "curl -K '%s' %s"
                            .formatted(
                                    flink.keyStore().resolveSibling("flink.curl"),
                                    flink.url().resolve("/overview"))));
        }
        PostgresAddress postgres = addresses.postgres();
        if (postgres != null) {
            rows.add(row(
                    "Postgres",
                    "%s:%d/%s".formatted(postgres.host(), postgres.port(), postgres.database()),
                    runs(addresses, "postgres"),
                    "as the reader",
                    "PGPASSWORD=$(cat '%s') psql -h %s -p %d -U %s %s"
                            .formatted(
                                    postgres.passwordFile(),
                                    postgres.host(),
                                    postgres.port(),
                                    postgres.user(),
                                    postgres.database())));
        }
        rows.add(row("Logs", logs.toString(), "", "a file of each program", "tail -F '%s'/*.log".formatted(logs)));
        return rows;
    }

    private static String runs(Addresses addresses, String process) {
        Long pid = addresses.pids().get(process);
        return pid == null ? "in a container" : "process " + pid;
    }

    private static Map<String, String> row(String name, String address, String runs, String note, String command) {
        return Map.of("name", name, "address", address, "runs", runs, "note", note, "command", command);
    }
}
