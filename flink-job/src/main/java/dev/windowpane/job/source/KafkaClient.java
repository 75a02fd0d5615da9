package dev.windowpane.job.source;

import dev.windowpane.spec.KafkaSource;
import dev.windowpane.spec.SaslCredentials;
import dev.windowpane.spec.SecretRef;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
        properties.setProperty(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "env,dir");
        properties.setProperty(PROVIDER + "env.class", EnvVarConfigProvider.class.getName());
        properties.setProperty(PROVIDER + "env.param.allowlist.pattern", variables(credentials));
        properties.setProperty(PROVIDER + "dir.class", DirectoryConfigProvider.class.getName());
        properties.setProperty(PROVIDER + "dir.param.allowed.paths", directories(credentials));
    }

    private static String reference(SecretRef secret) {
        return switch (secret) {
            case SecretRef.Env env -> "${env:%s}".formatted(env.name());
            case SecretRef.File file ->
                "${dir:%s:%s}".formatted(directory(file), Path.of(file.path()).getFileName());
        };
    }

    private static String variables(SaslCredentials credentials) {
        String names = secrets(credentials)
                .filter(SecretRef.Env.class::isInstance)
                .map(secret -> ((SecretRef.Env) secret).name())
                .distinct()
                .collect(Collectors.joining("|"));
        return names.isEmpty() ? "(?!)" : names;
    }

    private static String directories(SaslCredentials credentials) {
        String paths = secrets(credentials)
                .filter(SecretRef.File.class::isInstance)
                .map(secret -> directory((SecretRef.File) secret))
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), all -> String.join(",", all)));
        return paths.isEmpty() ? "/nonexistent" : paths;
    }

    private static String directory(SecretRef.File file) {
        return Objects.requireNonNull(Path.of(file.path()).getParent(), "an absolute path has a parent")
                .toString();
    }

    private static Stream<SecretRef> secrets(SaslCredentials credentials) {
        return Stream.of(credentials.username(), credentials.password());
    }
}
