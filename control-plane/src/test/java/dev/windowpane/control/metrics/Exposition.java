package dev.windowpane.control.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format 0.0.4, read strictly: each sample belongs to a family that has been announced. */
record Exposition(Map<String, String> types, Map<String, String> helps, List<Sample> samples) {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
    private static final List<String> SUFFIXES =
            List.of("", "_total", "_count", "_sum", "_bucket", "_max", "_active_count", "_duration_sum");

    record Sample(String name, Map<String, String> labels, double value) {}

    static Exposition parse(String text) {
        Map<String, String> types = new HashMap<>();
        Map<String, String> helps = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE ")) {
                assertThat(types.put(words[2], words[3]))
                        .as("announced twice: %s", line)
                        .isNull();
            } else if (line.startsWith("# HELP ")) {
                helps.put(words[2], words.length > 3 ? words[3].strip() : "");
            } else if (!line.startsWith("#")) {
                samples.add(sample(line));
            }
        }
        Exposition all = new Exposition(types, helps, samples);
        assertThat(samples)
                .allSatisfy(sample ->
                        assertThat(all.family(sample.name())).as(sample.name()).isPresent());
        return all;
    }

    private static Sample sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        assertThat(matcher.matches()).as("no sample: %s", line).isTrue();
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(Optional.ofNullable(matcher.group(2)).orElse(""));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
    }

    /** The announced family that a sample of this name belongs to. */
    Optional<String> family(String name) {
        return SUFFIXES.stream()
                .filter(name::endsWith)
                .flatMap(suffix -> List.of(name.substring(0, name.length() - suffix.length()), name).stream())
                .filter(types::containsKey)
                .findFirst();
    }

    List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }
}
