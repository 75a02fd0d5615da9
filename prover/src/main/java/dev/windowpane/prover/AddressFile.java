package dev.windowpane.prover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code addresses.json} that a running stack keeps in its data directory: one key per line. */
final class AddressFile {
    private AddressFile() {}

    /** @throws IllegalArgumentException if no stack runs there */
    static Target target(Path data) {
        Path file = data.resolve("addresses.json");
        try {
            String json = Files.readString(file);
            String postgres = json.substring(Math.max(0, json.indexOf("\"postgres\"")));
            return new Target(
                    "jdbc:postgresql://%s:%s/%s"
                            .formatted(value(postgres, "host"), value(postgres, "port"), value(postgres, "database")),
                    value(postgres, "user"),
                    Path.of(value(postgres, "passwordFile")));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "no running stack found in %s. Start one with ./windowpane up, or name a database with --url, --user and --password-file"
                            .formatted(data),
                    e);
        }
    }

    private static String value(String json, String key) {
        Matcher found = Pattern.compile("\"%s\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([0-9]+))".formatted(key))
                .matcher(json);
        if (!found.find()) {
            throw new IllegalArgumentException("the stack's addresses.json names no Postgres %s".formatted(key));
        }
        return found.group(1) == null ? found.group(2) : found.group(1).replaceAll("\\\\(.)", "$1");
    }
}
