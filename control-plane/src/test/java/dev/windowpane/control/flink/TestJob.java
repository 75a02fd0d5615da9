package dev.windowpane.control.flink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A small job for a real cluster, compiled against Flink's jars, since none of Flink is on our own class path. */
final class TestJob {
    /** Its class with the {@code main} method. */
    static final String ENTRY_CLASS = "testjob.TestJob";

    private TestJob() {}

    /** @param release the Java that the classes are for */
    static JobJar jar(Path directory, int release) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("src"));
        Path classes = Files.createDirectories(directory.resolve("classes" + release));
        compile(copy("TestJob", sources), copy("Gone", sources), classes, release);
        Path jar = directory.resolve("test-job-" + release + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> found = Files.walk(classes.resolve("testjob"), 1)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new JarEntry("testjob/" + file.getFileName()));
                Files.copy(file, zip);
            }
        }
        return named(jar);
    }

    /** The file as a job JAR, under the name that its content gives it. */
    static JobJar named(Path file) throws IOException {
        String sha256 = sha256(Files.readAllBytes(file));
        Path copy = file.resolveSibling(JobJar.PREFIX + sha256 + ".jar");
        if (!Files.exists(copy)) {
            Files.copy(file, copy);
        }
        return new JobJar(sha256, copy);
    }

    private static void compile(Path main, Path gone, Path classes, int release) throws IOException {
        Path lib = Path.of("../deploy/local/flink-lib/target/lib");
        List<String> options =
                new ArrayList<>(List.of("--release", Integer.toString(release), "-proc:none", "-nowarn"));
        try (Stream<Path> jars = Files.list(lib)) {
            options.addAll(
                    List.of("-cp", String.join(":", jars.map(Path::toString).toList())));
        }
        options.addAll(List.of("-d", classes.toString(), main.toString(), gone.toString()));
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
        if (failed != 0) {
            throw new IllegalStateException("the test's job does not compile against " + lib.toAbsolutePath());
        }
    }

    private static Path copy(String name, Path sources) throws IOException {
        Path file = sources.resolve(name + ".java");
        try (InputStream in = TestJob.class.getResourceAsStream("/flink/" + name + ".java.txt")) {
            String text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(file, text);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
