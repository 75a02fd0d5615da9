package dev.windowpane.control.config;

import dev.windowpane.spec.ClusterName;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The Flink clusters that the operator has named: {@code default} first, the others by name. */
@ApplicationScoped
public class Clusters {
    private final Map<ClusterName, WindowpaneConfig.Flink> known = new LinkedHashMap<>();

    /** @throws IllegalArgumentException naming the setting that is wrong */
    public Clusters(WindowpaneConfig config) {
        known.put(ClusterName.DEFAULT, config.flink());
        new TreeMap<>(config.clusters()).forEach((name, address) -> {
            if (known.put(name(name), address) != null) {
                throw new IllegalArgumentException(
                        "windowpane.clusters.%s.* may not be set: that cluster is windowpane.flink.*".formatted(name));
            }
        });
    }

    public List<ClusterName> names() {
        return List.copyOf(known.keySet());
    }

    public Optional<WindowpaneConfig.Flink> address(ClusterName name) {
        return Optional.ofNullable(known.get(name));
    }

    /** What is wrong with a name that is not known, and what to do. */
    public String unknown(ClusterName name) {
        return "there is no Flink cluster '%s'; known are %s. More are made known by windowpane.clusters.<name>.* in the configuration"
                .formatted(name, names().stream().map(ClusterName::value).collect(Collectors.joining(", ")));
    }

    private static ClusterName name(String name) {
        try {
            return new ClusterName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("windowpane.clusters.%s: %s".formatted(name, e.getMessage()), e);
        }
    }
}
