package dev.windowpane.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A job spec as a user wrote it: JSON, or YAML 1.2, in which {@code no} is a text and {@code 12:30} no number. Whether it is a valid spec, only the server says.
 *
 * @param name for messages
 */
record SpecFile(String name, JsonNode spec) {
    private static final String STANDARD_INPUT = "-";

    static SpecFile read(String file, InputStream in) {
        String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
        String text = text(file, in).replaceFirst("^\uFEFF", "");
        JsonNode spec = text.stripLeading().startsWith("{") ? json(name, text) : yaml(name, text);
        if (!spec.isObject()) {
            throw new FailureException(
                    Exit.NO,
                    "%s: a job spec is an object with the keys name, source, …, but this is none".formatted(name));
        }
        return new SpecFile(name, spec);
    }

    /** The job's name; empty where the spec has none. */
    String jobName() {
        return spec.path("name").asText("");
    }

    /** What the server says against it, with the file's name. */
    FailureException refused(ProblemException e) {
        List<String> lines = e.problem().lines(name + ": ");
        return new FailureException(Exit.of(e.problem()), lines);
    }

    private static String text(String file, InputStream in) {
        try {
            return file.equals(STANDARD_INPUT)
                    ? new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new FailureException(Exit.USAGE, "%s: there is no such file".formatted(file), e);
        } catch (IOException e) {
            throw new FailureException(Exit.USAGE, "%s: cannot be read as text: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static JsonNode json(String name, String text) {
        try {
            return Json.read(text);
        } catch (JacksonException e) {
            throw new FailureException(
                    Exit.NO,
                    "%s: not JSON (line %d, column %d): %s"
                            .formatted(
                                    name,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    firstLine(e.getOriginalMessage())),
                    e);
        }
    }

    private static JsonNode yaml(String name, String text) {
        try {
            Object value = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
            return Json.tree(value == null ? "" : value);
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark().map(SpecFile::place).orElse("");
            throw new FailureException(Exit.NO, "%s: not YAML%s: %s".formatted(name, place, e.getProblem()), e);
        } catch (YamlEngineException | JacksonException e) {
            throw new FailureException(
                    Exit.NO, "%s: not YAML: %s".formatted(name, firstLine(String.valueOf(e.getMessage()))), e);
        }
    }

    private static String place(Mark mark) {
        return " (line %d, column %d)".formatted(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
