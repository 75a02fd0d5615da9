package dev.windowpane.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.local.Programs;
import dev.windowpane.local.os.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for Maven that writes down what it is asked for. */
class WorkshopTest {
    @TempDir
    private Path checkout;

    @Test
    void buildsWhatIsMissingAndNothingElse() throws IOException {
        maven("echo \"$@\" > asked");
        Programs programs = Programs.ofCheckout(checkout.resolve("control-plane/target"));
        Files.createDirectories(programs.kafkaLib());
        Files.createDirectories(programs.jobJar());

        workshop().buildMissing(programs, true);

        assertThat(Files.readString(checkout.resolve("asked")))
                .contains("-pl deploy/local/flink-lib,traffic -am package", "-Dquick");
    }

    @Test
    void asksForNothingWhenAllIsThere() throws IOException {
        maven("echo \"$@\" > asked");
        Programs programs = Programs.ofCheckout(checkout.resolve("control-plane/target"));
        Files.createDirectories(programs.kafkaLib());
        Files.createDirectories(programs.flinkLib());

        workshop().buildMissing(programs, false);

        assertThat(checkout.resolve("asked")).doesNotExist();
    }

    @Test
    void saysWhatTheBuildSaidWhenItFails() throws IOException {
        maven("echo 'HitsJob.java:[7,1] is not Java'; exit 1");

        assertThatThrownBy(() -> workshop().buildJob())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("flink-job could not be built")
                .hasMessageContaining("HitsJob.java:[7,1] is not Java");
    }

    private Workshop workshop() {
        return new Workshop(checkout, checkout.resolve("log/build.log"));
    }

    private void maven(String script) throws IOException {
        Files.createDirectories(checkout.resolve("deploy/local"));
        Files.writeString(checkout.resolve("deploy/local/pom.xml"), "<project/>");
        Path wrapper = Files.writeString(checkout.resolve("mvnw"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
    }
}
