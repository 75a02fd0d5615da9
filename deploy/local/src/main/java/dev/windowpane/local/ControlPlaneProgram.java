package dev.windowpane.local;

import dev.windowpane.local.os.JavaCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the control plane's JVM is started.
 *
 * @param options besides those that it always has
 */
record ControlPlaneProgram(Path java, Path jar, List<String> options) {
    /** With the start cache beside its JAR, if there is one. */
    static ControlPlaneProgram of(Programs programs) {
        return new ControlPlaneProgram(
                programs.java(),
                programs.controlPlaneJar(),
                StartCache.of(programs.controlPlaneJar()).use());
    }

    /**
     * The heap starts small: with the JVM's own choice, a 64th of the machine's memory, it had grown to 210 MB before the first collection, with this to 165 MB.
     *
     * @param settings a URI: the path itself may hold spaces
     */
    List<String> command(Path temporary, Path settings) {
        List<String> all = new ArrayList<>(List.of("-Xms24m", "-Xmx256m", "-XX:+UseSerialGC"));
        all.addAll(options);
        return new JavaCommand(java, temporary)
                .with(all)
                .with("-Dquarkus.config.locations=" + settings.toUri())
                .runJar(Programs.require(jar));
    }
}
