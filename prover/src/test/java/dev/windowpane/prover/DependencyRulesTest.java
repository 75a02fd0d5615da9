package dev.windowpane.prover;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DependencyRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.windowpane.prover");

    @Test
    void usesTheJdkTheTableNamesAndTheCommandLineOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.windowpane.prover", "dev.windowpane.spec", "java..", "org.jspecify..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void takesNothingFromTheContractButTableNames() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("dev\\.windowpane\\.spec\\.(JobSpec|Launch|KafkaSource|EventTime).*")
                .check(CLASSES);
    }

    @Test
    void onlyTheDatabasesClockCounts() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
