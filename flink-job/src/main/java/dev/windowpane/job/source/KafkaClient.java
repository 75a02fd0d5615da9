package dev.windowpane.job.source;

import dev.windowpane.spec.KafkaSource;
import dev.windowpane.spec.SaslCredentials;
import dev.windowpane.spec.SecretRef;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;

/**
 * Kafka client properties of a spec's source. Secrets stay references ({@code ${env:NAME}}, {@code ${dir:/path:file}}) which each
 * client resolves for itself where it runs, so none is in the job graph; each reference may reach just what the spec names.
 */
public final class KafkaClient {
    private static final String PROVIDER = AbstractConfig.CONFIG_PROVIDERS_CONFIG + ".";

    private KafkaClient() {}

    public static Properties properties(KafkaSource source) {
        Properties properties = new Properties();
        properties.putAll(source.properties().values());
        properties.setProperty(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                source.bootstrapServers().value());
        source.credentials().ifPresent(credentials -> signIn(properties, credentials));
        return properties;
    }

    private static void signIn(Properties properties, SaslCredentials credentials) {
        // Kafka's own default is PLAINTEXT, which would send the password in the clear
        properties.putIfAbsent(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");
        properties.setProperty(
                SaslConfigs.SASL_MECHANISM, credentials.mechanism().wireName());
        properties.setProperty(
                SaslConfigs.SASL_JAAS_CONFIG,
                "%s required username=\"%s\" password=\"%s\";"
                        .formatted(
                                credentials.mechanism().loginModule(),
                                reference(credentials.username()),
                                reference(credentials.password())));
        provide(properties, "env", EnvVarConfigProvider.class, "allowlist.pattern", variables(credentials));
        provide(properties, "dir", DirectoryConfigProvider.class, "allowed.paths", directories(credentials));
    }

    private static void provide(
            Properties properties, String name, Class<?> provider, String limit, Optional<String> allowed) {
        if (allowed.isPresent()) {
            properties.merge(AbstractConfig.CONFIG_PROVIDERS_CONFIG, name, (some, more) -> some + "," + more);
            properties.setProperty(PROVIDER + name + ".class", provider.getName());
            properties.setProperty(PROVIDER + name + ".param." + limit, allowed.get());
        }
    }

    private static String reference(SecretRef secret) {
        return switch (secret) {
            case SecretRef.Env env -> "${env:%s}".formatted(env.name());
            case SecretRef.File file ->
                "${dir:%s:%s}".formatted(directory(file), Path.of(file.path()).getFileName());
        };
    }

    private static Optional<String> variables(SaslCredentials credentials) {
        return secrets(credentials)
                .flatMap(secret -> secret instanceof SecretRef.Env env ? Stream.of(env.name()) : Stream.empty())
                .distinct()
                .reduce((some, more) -> some + "|" + more);
    }

    private static Optional<String> directories(SaslCredentials credentials) {
        return secrets(credentials)
                .flatMap(secret -> secret instanceof SecretRef.File file ? Stream.of(directory(file)) : Stream.empty())
                .distinct()
                .reduce((some, more) -> some + "," + more);
    }

    private static String directory(SecretRef.File file) {
        return Objects.requireNonNull(Path.of(file.path()).getParent(), "an absolute path has a parent")
                .toString();
    }

    private static Stream<SecretRef> secrets(SaslCredentials credentials) {
        return Stream.of(credentials.username(), credentials.password());
    }
}
