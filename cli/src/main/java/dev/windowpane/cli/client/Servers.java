package dev.windowpane.cli.client;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the installation that is meant. */
public final class Servers {
    private static final URI USUAL = URI.create("http://127.0.0.1:8080");

    private Servers() {}

    /**
     * The one named, else the one that runs with the data directory, else the usual address.
     *
     * @throws IllegalArgumentException if the name is no address
     */
    public static URI find(@Nullable String named, Path data) {
        return named == null || named.isBlank() ? running(data).orElse(USUAL) : address(named.strip());
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "http://" + text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                return URI.create(uri.toString().replaceFirst("/+$", ""));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(notAnAddress(text), e);
        }
        throw new IllegalArgumentException(notAnAddress(text));
    }

    private static String notAnAddress(String text) {
        return "'%s' is not the address of a server; it looks like http://127.0.0.1:8080, without a user or a query"
                .formatted(text);
    }

    private static Optional<URI> running(Path data) {
        Path file = data.resolve("addresses.json");
        try {
            return Optional.of(Json.read(Files.readString(file))
                            .path("controlPlane")
                            .asText())
                    .filter(text -> !text.isEmpty())
                    .map(Servers::address);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("%s is not JSON; name the server with --server URL".formatted(file), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s cannot be read (%s); name the server with --server URL".formatted(file, e.getMessage()), e);
        }
    }
}
