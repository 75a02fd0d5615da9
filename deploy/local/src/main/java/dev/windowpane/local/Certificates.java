package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/**
 * The two key pairs of Flink's REST endpoint. Each side trusts exactly the other's certificate, so that no program without our client key
 * (a page in the browser, say) can reach it. Made at the first start, by the JDK's keytool, and again before they expire.
 */
final class Certificates {
    private static final String ALIAS = "flink";
    private static final Duration LEAST_VALIDITY = Duration.ofDays(30);

    private final Path directory;
    private final Secrets secrets;
    private final Path log;
    private final InstantSource clock;

    /** @param log of keytool */
    Certificates(Path directory, Secrets secrets, Path log, InstantSource clock) {
        this.directory = directory;
        this.log = log;
        this.secrets = secrets;
        this.clock = clock;
    }

    Path serverKeys() {
        return directory.resolve("flink-server.p12");
    }

    /** Holds the client's certificate. */
    Path serverTrust() {
        return directory.resolve("flink-server-trust.p12");
    }

    Path clientKeys() {
        return directory.resolve("flink-client.p12");
    }

    /** Holds the server's certificate. */
    Path clientTrust() {
        return directory.resolve("flink-client-trust.p12");
    }

    /** Options for {@code curl -K}. */
    Path curlConfig() {
        return directory.resolve("flink.curl");
    }

    private Path serverCertificate() {
        return directory.resolve("flink-server.pem");
    }

    Path passwordFile() {
        return secrets.file("flink-stores");
    }

    char[] password() {
        return secrets.value("flink-stores").toCharArray();
    }

    /** Makes whatever is missing, unreadable or about to expire. */
    void prepare() {
        if (areValid()) {
            return;
        }
        try {
            Certificate server = newKeys(serverKeys(), "serverAuth");
            Certificate client = newKeys(clientKeys(), "clientAuth");
            writeTrust(serverTrust(), client);
            writeTrust(clientTrust(), server);
            PrivateFiles.write(
                    serverCertificate(),
                    "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                            .formatted(Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                    .encodeToString(server.getEncoded())));
            PrivateFiles.write(
                    curlConfig(),
                    "cacert = \"%s\"\ncert-type = \"P12\"\ncert = \"%s:%s\"\n"
                            .formatted(serverCertificate(), clientKeys(), new String(password())));
        } catch (GeneralSecurityException | IOException e) {
            throw new LocalStackException(
                    "the certificates of Flink's REST endpoint cannot be made: " + e.getMessage(), e);
        }
    }

    private boolean areValid() {
        try {
            for (Path store : List.of(serverKeys(), serverTrust(), clientKeys(), clientTrust())) {
                if (!(load(store).getCertificate(ALIAS) instanceof X509Certificate certificate)) {
                    return false;
                }
                certificate.checkValidity(Date.from(clock.instant().plus(LEAST_VALIDITY)));
            }
            return Files.exists(serverCertificate()) && Files.exists(curlConfig());
        } catch (GeneralSecurityException | IOException missingOrExpiring) {
            return false;
        }
    }

    KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, password());
        }
        return store;
    }

    private Certificate newKeys(Path target, String usage) throws GeneralSecurityException, IOException {
        Path draft = directory.resolve(target.getFileName() + ".new");
        Files.deleteIfExists(draft);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Windowpane " + usage,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-ext",
                "eku=" + usage,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                draft.toString(),
                "-storepass:file",
                passwordFile().toString());
        Tool.run("keytool", command, log);
        moveInPlace(draft, target);
        return load(target).getCertificate(ALIAS);
    }

    private void writeTrust(Path target, Certificate trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password());
        store.setCertificateEntry(ALIAS, trusted);
        Path draft = directory.resolve(target.getFileName() + ".new");
        try (OutputStream content = Files.newOutputStream(draft)) {
            store.store(content, password());
        }
        moveInPlace(draft, target);
    }

    private static void moveInPlace(Path draft, Path target) throws IOException {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
