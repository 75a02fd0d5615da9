package dev.windowpane.devservices;

import io.quarkus.deployment.IsTest;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lets a test read which classes a native image would keep for Jackson, without GraalVM: the resource {@value #RESOURCE} names one in each line. It is in the
 * test application only.
 */
@BuildSteps(onlyIf = IsTest.class)
final class ReflectionProcessor {
    static final String RESOURCE = "META-INF/windowpane/reflection.txt";

    @BuildStep
    GeneratedResourceBuildItem kept(List<ReflectiveClassBuildItem> classes) {
        String names = classes.stream()
                .filter(kept -> kept.isConstructors() && kept.isMethods())
                .flatMap(kept -> kept.getClassNames().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
        return new GeneratedResourceBuildItem(RESOURCE, names.getBytes(StandardCharsets.UTF_8));
    }
}
