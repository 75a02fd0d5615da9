package dev.windowpane.devservices;

import dev.windowpane.local.LocalStack;
import dev.windowpane.local.Part;
import dev.windowpane.local.PostgresRole;
import dev.windowpane.local.Programs;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.IsTest;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Dev mode gets Kafka with sample traffic, Flink and Postgres, and the main job; they survive live reloads. Tests that ask for it get an empty Kafka, Flink and
 * Postgres.
 */
@BuildSteps(onlyIf = DevServicesConfig.Enabled.class)
final class StackProcessor {
    static final String FEATURE = "windowpane-dev-services";

    /** Whether tests want it. */
    static final class InTests implements BooleanSupplier {
        private final StackConfig config;

        InTests(StackConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return config.inTests();
        }
    }

    @BuildStep(onlyIf = IsDevelopment.class)
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep(onlyIf = IsDevelopment.class)
    DevServicesResultBuildItem development(OutputTargetBuildItem target, StackConfig config) {
        Path directory = target.getOutputDirectory().resolve("dev-services");
        Map<String, Function<StackService, String>> mainJob = Map.of(
                "windowpane.main-job", stack -> "log-aggregation",
                "KAFKA_URL", StackService::kafkaBootstrap,
                "KAFKA_TOPIC", stack -> LocalStack.TOPIC,
                "KAFKA_START_FROM", stack -> "earliest");
        return stack(
                "Kafka, Flink, Postgres and sample traffic, logs in " + directory.resolve("log"),
                directory,
                config,
                mainJob,
                Part.POSTGRES,
                Part.FLINK,
                Part.SAMPLE_TRAFFIC);
    }

    @BuildStep(onlyIf = {IsTest.class, InTests.class})
    DevServicesResultBuildItem test(OutputTargetBuildItem target, StackConfig config) {
        Path directory = target.getOutputDirectory().resolve("test-services");
        return stack(
                "Kafka, Flink and Postgres, logs in " + directory.resolve("log"),
                directory,
                config,
                Map.of("KAFKA_URL", StackService::kafkaBootstrap),
                Part.POSTGRES,
                Part.FLINK,
                Part.KAFKA);
    }

    private static DevServicesResultBuildItem stack(
            String description,
            Path directory,
            StackConfig stackConfig,
            Map<String, Function<StackService, String>> more,
            Part first,
            Part... others) {
        Programs programs = Programs.ofCheckout(directory);
        Workshop workshop = new Workshop(Workshop.checkoutAround(directory), directory.resolve("log/build.log"));
        Map<String, Function<StackService, String>> config = new HashMap<>(database());
        config.putAll(flink(programs));
        config.putAll(more);
        return DevServicesResultBuildItem.<StackService>owned()
                .feature(FEATURE)
                .serviceName("windowpane-stack")
                .serviceConfig("%s, %s".formatted(directory, stackConfig.containers()))
                .description(description)
                .startable(() -> new StackService(directory, programs, workshop, stackConfig, first, others))
                .configProvider(config)
                .build();
    }

    private static Map<String, Function<StackService, String>> database() {
        return Map.of(
                "quarkus.datasource.jdbc.url", StackService::jdbcUrl,
                "quarkus.datasource.reactive.url", StackService::reactiveUrl,
                "quarkus.datasource.username", stack -> PostgresRole.CONTROL.roleName(),
                "quarkus.datasource.password", stack -> stack.passwordReference(PostgresRole.CONTROL),
                "quarkus.flyway.username", stack -> PostgresRole.OWNER.roleName(),
                "quarkus.flyway.password", stack -> stack.passwordReference(PostgresRole.OWNER));
    }

    private static Map<String, Function<StackService, String>> flink(Programs programs) {
        return Map.of(
                "windowpane.flink.url", stack -> stack.flink().url().toString(),
                "windowpane.flink.key-store", stack -> stack.flink().keyStore().toString(),
                "windowpane.flink.trust-store",
                        stack -> stack.flink().trustStore().toString(),
                "windowpane.flink.store-password", StackService::storePasswordReference,
                "windowpane.job-jar", stack -> programs.jobJar().toString());
    }
}
