package dev.windowpane.devservices;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyRulesTest {
    @Test
    void knowsTheStackAndQuarkusAndNeitherJobNorService() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.windowpane.devservices..",
                        "dev.windowpane.local..",
                        "com.github.dockerjava.api..",
                        "org.testcontainers..",
                        "io.quarkus..",
                        "io.smallrye.config..",
                        "java..",
                        "org.jboss.logging..",
                        "org.jspecify..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.windowpane.devservices"));
    }
}
