package dev.windowpane.traffic;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.windowpane");

    @Test
    void usesTheJdkKafkaClientsPicocliJacksonAndTheLogParserOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.windowpane.traffic",
                        "java..",
                        "org.jspecify.annotations",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..",
                        "picocli..",
                        "com.fasterxml.jackson.core..",
                        "nl.basjes.parse..")
                .check(CLASSES);
    }

    @Test
    void onlyMainKnowsTheSystemClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(TrafficMain.class.getName())
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }
}
