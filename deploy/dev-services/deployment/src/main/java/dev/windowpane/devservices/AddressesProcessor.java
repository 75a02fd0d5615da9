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
                .description("Where Kafka, Flink, Postgres, the dashboard and the API are")
                .function(ignored -> StackService.running()
                        .map(stack -> rows(stack.addresses()))
                        .orElse(List.of()))
                .build();
        return actions;
    }

    static List<Map<String, String>> rows(Addresses addresses) {
        List<Map<String, String>> rows = new ArrayList<>();
        rows.add(row("Dashboard", "/", "counts, jobs, ledger, dead letters"));
        rows.add(row("API", "/q/swagger-ui", "the document itself: /q/openapi"));
        if (addresses.kafkaBootstrap() != null) {
            rows.add(row("Kafka", addresses.kafkaBootstrap(), "topic " + addresses.topic()));
        }
        FlinkAddress flink = addresses.flink();
        if (flink != null) {
            rows.add(row(
                    "Flink",
                    flink.url().toString(),
                    "only with the client certificate (mutual TLS): curl -K "
                            + flink.keyStore().resolveSibling("flink.curl") + " "
                            + flink.url().resolve("/overview")));
        }
        PostgresAddress postgres = addresses.postgres();
        if (postgres != null) {
            rows.add(row(
                    "Postgres",
                    "%s:%d/%s".formatted(postgres.host(), postgres.port(), postgres.database()),
                    "PGPASSWORD=$(cat '%s') psql -h %s -p %d -U %s %s"
                            .formatted(
                                    postgres.passwordFile(),
                                    postgres.host(),
                                    postgres.port(),
                                    postgres.user(),
                                    postgres.database())));
        }
        return rows;
    }

    private static Map<String, String> row(String name, String address, String use) {
        return Map.of("name", name, "address", address, "use", use);
    }
}
