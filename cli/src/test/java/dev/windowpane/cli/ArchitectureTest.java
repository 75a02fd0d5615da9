package dev.windowpane.cli;

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
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.windowpane.cli");

    @Test
    void usesTheJdkJacksonFastCsvSnakeYamlAndPicocliOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.windowpane.cli..",
                        "java..",
                        "com.sun.net.httpserver",
                        "org.jspecify.annotations",
                        "com.fasterxml.jackson..",
                        "de.siegmar.fastcsv..",
                        "org.snakeyaml.engine..",
                        "picocli..")
                .check(CLASSES);
    }

    @Test
    void theClientKnowsNothingOfVerbsAndOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.windowpane.cli.client")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.windowpane.cli", "dev.windowpane.cli.output", "picocli..")
                .check(CLASSES);
    }

    @Test
    void outputKnowsNothingOfVerbs() {
        noClasses()
                .that()
                .resideInAPackage("dev.windowpane.cli.output")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.windowpane.cli", "picocli..")
                .check(CLASSES);
    }

    @Test
    void theSlowHttpClientIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http")
                .check(CLASSES);
    }

    @Test
    void onlyTheSurroundingsKnowTheSystemClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Surroundings.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(WarmUp.class.getName())
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }
}
