package dev.windowpane.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependencyRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.windowpane.local");

    @Test
    void usesTheClientsOfKafkaAndPostgresAndNoServerOrOtherModule() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.windowpane.local..",
                        "java..",
                        "javax.net.ssl..",
                        "org.jspecify..",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..",
                        "org.postgresql..",
                        "org.apache.commons.compress..",
                        "picocli..")
                .check(CLASSES);
    }

    @Test
    void whatIsAskedOfTheSystemKnowsNothingOfThePartsOfAStack() {
        noClasses()
                .that()
                .resideInAPackage("dev.windowpane.local.os")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.windowpane.local", "org.apache..", "org.postgresql..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void onlyTheVerbsKnowTheCommandLine() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Command")
                .and()
                .haveSimpleNameNotEndingWith("Option")
                .and()
                .haveSimpleNameNotEndingWith("Options")
                .and()
                .doNotHaveSimpleName("Main")
                .and()
                .doNotHaveSimpleName("Console")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }
}
