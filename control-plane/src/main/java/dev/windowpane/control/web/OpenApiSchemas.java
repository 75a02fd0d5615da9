package dev.windowpane.control.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/**
 * Completes the API's document: a record's component is a required property unless it is an Optional, and every operation may answer
 * with the problems that any request can have.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiSchemas implements OASFilter {
    private static final String OURS = "dev.windowpane.control.";
    private static final DotName OPTIONAL = DotName.createSimple("java.util.Optional");
    private static final Map<String, String> ANY_READ = Map.of("400", "Problem", "403", "Problem", "503", "Problem");

    private final IndexView index;

    public OpenApiSchemas(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord()
                    && type.name().toString().startsWith(OURS)
                    && !type.simpleName().equals("Problem")) {
                Optional.ofNullable(schemas.get(type.simpleName())).ifPresent(schema -> complete(schema, type));
            }
        }
        examples()
                .forEach((name, example) ->
                        Optional.ofNullable(schemas.get(name)).ifPresent(schema -> schema.addExample(example)));
        document.getComponents().setSchemas(new TreeMap<>(schemas));
        for (PathItem path : document.getPaths().getPathItems().values()) {
            path.getOperations().values().forEach(OpenApiSchemas::addProblems);
            Optional.ofNullable(path.getPOST()).ifPresent(OpenApiSchemas::addKey);
        }
    }

    private static Map<String, Object> examples() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream("META-INF/openapi-examples.json")) {
            return new ObjectMapper()
                    .readValue(Objects.requireNonNull(in, "the examples are missing"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void complete(Schema schema, ClassInfo type) {
        List<String> required = new ArrayList<>();
        for (RecordComponentInfo component : type.recordComponents()) {
            Optional<Schema> shown = Optional.ofNullable(schema.getProperties().get(component.name()));
            shown.ifPresent(OpenApiSchemas::neverNull);
            if (shown.isPresent() && !component.type().name().equals(OPTIONAL)) {
                required.add(component.name());
            }
        }
        schema.setRequired(required);
    }

    /** An Optional is left out of an answer rather than null. */
    private static void neverNull(Schema property) {
        if (property.getAnyOf() != null) {
            property.setRef(property.getAnyOf().getFirst().getRef());
            property.setAnyOf(null);
        }
        if (property.getRef() != null) {
            property.setType(null);
        } else if (property.getType() != null) {
            property.removeType(Schema.SchemaType.NULL);
        }
    }

    /** Every POST can be sent again without a second effect. */
    private static void addKey(Operation operation) {
        operation.addParameter(OASFactory.createParameter().ref("IdempotencyKey"));
        operation
                .getResponses()
                .addAPIResponse("422", OASFactory.createAPIResponse().ref("Problem"));
    }

    private static void addProblems(Operation operation) {
        APIResponses responses = operation.getResponses();
        Map<String, String> problems = new TreeMap<>(ANY_READ);
        boolean named = operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> List.of("name", "job", "id").contains(parameter.getName()));
        if (named) {
            problems.put("404", "Problem");
        }
        if (operation.getRequestBody() != null) {
            problems.put("413", "Problem");
            problems.put("415", "Problem");
        }
        problems.forEach((status, name) ->
                responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(name)));
    }
}
