package dev.windowpane.local;

import java.net.URI;
import java.nio.file.Path;

/**
 * How to reach Flink's REST endpoint. It answers only to who has the client key.
 *
 * @param url https
 * @param keyStore PKCS12, the client's key
 * @param trustStore PKCS12, the server's certificate
 * @param passwordFile of both stores
 */
public record FlinkAddress(URI url, Path keyStore, Path trustStore, Path passwordFile) {
    /** The same endpoint through a proxy. */
    FlinkAddress through(int port) {
        return new FlinkAddress(URI.create("https://127.0.0.1:" + port), keyStore, trustStore, passwordFile);
    }
}
