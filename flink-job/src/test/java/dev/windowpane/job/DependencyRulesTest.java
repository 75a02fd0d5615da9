package dev.windowpane.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The module's rows of docs/decisions/001, and who may know Kafka, Postgres and the environment inside it. */
final class DependencyRulesTest {
    private static final JavaClasses JOB = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.windowpane.job");

    @Test
    void theJobKnowsNoOtherModuleThanJobSpec() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "dev.windowpane.control..",
                        "dev.windowpane.local..",
                        "dev.windowpane.traffic..",
                        "com.fasterxml..")
                .check(JOB);
    }

    @Test
    void onlySourceAndLaunchKnowKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..job.source..", "..job.launch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
                .check(JOB.that(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are not the entry", type -> !type.getSimpleName().equals("HitsJob"))));
    }

    @Test
    void onlyCommitAndLaunchKnowPostgres() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..job.commit..", "..job.launch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..")
                .check(JOB);
    }

    @Test
    void theParserIsPlainJava() {
        classes()
                .that()
                .resideInAPackage("..job.hit..")
                .and()
                .haveSimpleNameNotStartingWith("ParsedSerializer")
                .and()
                .doNotHaveSimpleName("Snapshot")
                .and()
                .doNotHaveSimpleName("ParsedType")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.windowpane.job.hit..", "dev.windowpane.spec..", "org.jspecify..")
                .check(JOB);
    }

    @Test
    void nobodyReadsTheClockUnasked() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(JOB);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.windowpane.job.(*)..").should().beFreeOfCycles().check(JOB);
    }
}
