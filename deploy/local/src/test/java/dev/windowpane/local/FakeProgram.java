package dev.windowpane.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands for the control plane (when it is told a port) or the sample traffic: runs until it is ended. */
public final class FakeProgram {
    private FakeProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String settings = System.getProperty("quarkus.config.locations");
        if (settings != null) {
            Properties properties = new Properties();
            try (InputStream file = Files.newInputStream(Path.of(URI.create(settings)))) {
                properties.load(file);
            }
            int port = Integer.parseInt(properties.getProperty("quarkus.http.port"));
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/q/health/ready", exchange -> exchange.sendResponseHeaders(200, -1));
            server.start();
        }
        System.out.println("started " + String.join(" ", arguments));
        new CountDownLatch(1).await();
    }

    /** Makes a runnable jar of this class. */
    static Path jar(Path target) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeProgram.class.getName());
        String entry = FakeProgram.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream code = FakeProgram.class.getResourceAsStream("FakeProgram.class")) {
            jar.putNextEntry(new JarEntry(entry));
            if (code != null) {
                code.transferTo(jar);
            }
        }
        return target;
    }
}
