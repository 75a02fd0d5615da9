package dev.windowpane.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The REST API of one installation. A request whose answer was lost is sent again: all of ours may be. The JDK's old HTTP client, as the new one takes ten
 * times as long to its first answer (measured: 0.6 s against 0.06 s of a whole program).
 */
public final class Api {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final List<Duration> BETWEEN = List.of(
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4));
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final int UNAVAILABLE = 503;

    private final URI server;
    private final Pause pause;

    /** @param server without a slash at its end */
    public Api(URI server, Pause pause) {
        this.server = server;
        this.pause = pause;
    }

    public URI server() {
        return server;
    }

    /** @see #send */
    public JsonNode get(Address address) {
        return send(Request.get(address)).json();
    }

    /**
     * @throws ProblemException if the answer is not 2xx
     * @throws UnreachableException if there is none
     */
    public Answer send(Request request) {
        IOException lost = null;
        for (int attempt = 0; ; attempt++) {
            try {
                Answer answer = once(request);
                boolean goneBefore = lost != null && request.method().equals("DELETE") && answer.status() == 404;
                if (answer.status() / 100 == 2 || goneBefore) {
                    return answer;
                }
                if (answer.status() != UNAVAILABLE || attempt >= 2) {
                    throw Problem.of(answer.status(), answer.body())
                            .<RuntimeException>map(ProblemException::new)
                            .orElseGet(() -> UnreachableException.stranger(server));
                }
                pause.of(BUSY);
            } catch (ConnectException | UnknownHostException | NoRouteToHostException e) {
                if (lost == null) {
                    throw UnreachableException.nobody(server, e);
                }
                retry(request, attempt, lost);
            } catch (IOException e) {
                lost = e;
                retry(request, attempt, e);
            }
        }
    }

    private void retry(Request request, int attempt, IOException lost) {
        if (attempt >= BETWEEN.size()) {
            throw request.onlyReads() || request.key() == null
                    ? UnreachableException.nobody(server, lost)
                    : UnreachableException.unknown(server, request.key(), lost);
        }
        pause.of(BETWEEN.get(attempt));
    }

    private Answer once(Request request) throws IOException {
        if (!(URI.create(server + request.address().text()).toURL().openConnection()
                instanceof HttpURLConnection connection)) {
            throw UnreachableException.stranger(server);
        }
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) ANSWER.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        request.headers().forEach(connection::setRequestProperty);
        if (request.body() != null) {
            byte[] body = Json.line(request.body()).getBytes(StandardCharsets.UTF_8);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        } else if (!request.method().equals("GET")) {
            // Streamed, so that the JDK does not repeat it by itself
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(0);
            connection.getOutputStream().close();
        }
        return answer(connection);
    }

    private Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw UnreachableException.stranger(server);
        }
        Map<String, String> headers = new TreeMap<>();
        connection
                .getHeaderFields()
                .forEach((name, values) -> Optional.ofNullable(name)
                        .ifPresent(known -> headers.put(known.toLowerCase(Locale.ROOT), values.getFirst())));
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            String body = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(server, status, headers, body);
        }
    }
}
