package dev.windowpane.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rules of architecture.md, "Inside the modules". */
class DependencyRulesTest {
    private static final String US = "dev.windowpane.control.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.windowpane.control");

    @Test
    void noFlinkOrKafkaClassIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..", "org.apache.kafka..", "dev.windowpane.job..", "dev.windowpane.local..")
                .check(CLASSES);
    }

    @Test
    void jobsFlinkAndCountsDoNotKnowEachOther() {
        String[] parts = {"jobs", "flink", "counts"};
        for (String one : parts) {
            for (String other : parts) {
                if (!one.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(US + one)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(US + other)
                            .check(CLASSES);
                }
            }
        }
    }

    @Test
    void onlyReconcileAndTheListOfClustersSeeFlink() {
        classes()
                .that()
                .resideInAPackage(US + "flink")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(US + "flink", US + "reconcile", US + "clusters")
                .check(CLASSES);
    }

    @Test
    void explainIsToldWhatFlinkSays() {
        noClasses()
                .that()
                .resideInAPackage(US + "explain")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(US + "flink", US + "reconcile", US + "counts", US + "ledger")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(US + "explain")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(US + "explain", US + "reconcile")
                .check(CLASSES);
    }

    @Test
    void theExplainerIsPure() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Rules")
                .and()
                .resideInAPackage(US + "explain")
                .or()
                .haveSimpleName("Explainer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(US + "flink", US + "database", "jakarta..", "io..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void sqlIsOnlyInStoresAndJdbcOnlyInDatabase() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Store")
                .and()
                .resideOutsideOfPackages(US + "database", US + "live")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a statement is run",
                        call -> call.getTargetOwner().getFullName().equals(US + "database.Session")))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(US + "database")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are JDBC, except for SQLException",
                        (JavaClass type) -> type.getPackageName().equals("java.sql")
                                && !type.getSimpleName().equals("SQLException")))
                .check(CLASSES);
    }

    @Test
    void jaxRsIsOnlyInResourcesRequestsProblemsAndTheRestClient() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .and()
                .haveSimpleNameNotEndingWith("Parameters")
                .and()
                .resideOutsideOfPackages(US + "problem", US + "requests", US + "flink")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void nobodyAsksTheMachineForTheTime() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void thePlannerIsPure() {
        noClasses()
                .that()
                .haveSimpleName("Planner")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(US + "flink", US + "database", "jakarta..", "io..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(US + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
