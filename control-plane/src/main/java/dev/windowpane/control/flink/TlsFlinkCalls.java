package dev.windowpane.control.flink;

import dev.windowpane.control.config.WindowpaneConfig;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Over mutual TLS, always: Flink's REST has no other protection. Made when it is first needed, so that a store that is missing
 * makes this one cluster unreachable, until it is there.
 */
final class TlsFlinkCalls implements FlinkCalls {
    private static final long CONNECT_SECONDS = 2;
    private static final long QUICK_SECONDS = 4;
    /** The job's {@code main} runs inside a launch. */
    private static final long SLOW_SECONDS = 30;

    private final WindowpaneConfig.Flink flink;
    private @Nullable FlinkRest quick;
    private @Nullable FlinkLaunchRest slow;

    TlsFlinkCalls(WindowpaneConfig.Flink flink) {
        this.flink = flink;
    }

    @Override
    public synchronized FlinkRest quick() {
        FlinkRest made = quick == null ? build(FlinkRest.class, QUICK_SECONDS) : quick;
        quick = made;
        return made;
    }

    @Override
    public synchronized FlinkLaunchRest slow() {
        FlinkLaunchRest made = slow == null ? build(FlinkLaunchRest.class, SLOW_SECONDS) : slow;
        slow = made;
        return made;
    }

    private <T> T build(Class<T> type, long readSeconds) {
        URI address = URI.create(flink.url());
        if (!"https".equals(address.getScheme())) {
            throw new ProcessingException("its URL must begin with https://, but is " + flink.url());
        }
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(address)
                .keyStore(load(flink.keyStore()), flink.storePassword())
                .trustStore(load(flink.trustStore()), flink.storePassword())
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(readSeconds, TimeUnit.SECONDS)
                .build(type);
    }

    private KeyStore load(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, flink.storePassword().toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ProcessingException("the store %s for TLS cannot be read: %s".formatted(path, e));
        }
    }
}
