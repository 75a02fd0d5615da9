package dev.windowpane.devservices;

import dev.windowpane.local.LocalStack;
import dev.windowpane.local.Part;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.local.Programs;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Dev mode gets Kafka with sample traffic, Flink and Postgres, and the main job; they survive live reloads. */
@BuildSteps(onlyIf = {IsDevelopment.class, DevServicesConfig.Enabled.class})
final class StackProcessor {
    static final String FEATURE = "windowpane-dev-services";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    DevServicesResultBuildItem stack(OutputTargetBuildItem target) {
        Path directory = target.getOutputDirectory().resolve("dev-services");
        Programs programs = Programs.ofCheckout(directory);
        return DevServicesResultBuildItem.<StackService>owned()
                .feature(FEATURE)
                .serviceName("windowpane-stack")
                .serviceConfig("development")
                .description("Kafka, Flink, Postgres and sample traffic as processes, logs in " + directory)
                .startable(() -> new StackService(directory, Part.POSTGRES, Part.FLINK, Part.SAMPLE_TRAFFIC))
                .configProvider(with(
                        database(),
                        Map.of(
                                "windowpane.flink.url",
                                        stack -> stack.flink().url().toString(),
                                "windowpane.flink.key-store",
                                        stack -> stack.flink().keyStore().toString(),
                                "windowpane.flink.trust-store",
                                        stack -> stack.flink().trustStore().toString(),
                                "windowpane.flink.store-password", StackService::storePassword,
                                "windowpane.job-jar", stack -> programs.jobJar().toString(),
                                "windowpane.main-job", stack -> "log-aggregation",
                                "KAFKA_URL", StackService::kafkaBootstrap,
                                "KAFKA_TOPIC", stack -> LocalStack.TOPIC,
                                "KAFKA_START_FROM", stack -> "earliest")))
                .build();
    }

    private static Map<String, Function<StackService, String>> database() {
        return Map.of(
                "quarkus.datasource.jdbc.url", StackService::jdbcUrl,
                "quarkus.datasource.reactive.url", StackService::reactiveUrl,
                "quarkus.datasource.username", stack -> PostgresRole.CONTROL.roleName(),
                "quarkus.datasource.password", stack -> stack.password(PostgresRole.CONTROL),
                "quarkus.flyway.username", stack -> PostgresRole.OWNER.roleName(),
                "quarkus.flyway.password", stack -> stack.password(PostgresRole.OWNER));
    }

    private static Map<String, Function<StackService, String>> with(
            Map<String, Function<StackService, String>> some, Map<String, Function<StackService, String>> more) {
        Map<String, Function<StackService, String>> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
