package dev.windowpane.spec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windowpane.spec.InvalidSpecException.WrongValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds every mistake of a spec: each that is found is repaired with a value that is right, until none is left or it does not help. */
final class Mistakes {
    private static final int MOST = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RIGHT = """
            {"name": "right", "source": {"bootstrapServers": "right:9092", "topic": "right", "startFrom": {"type": "latest"},
             "stopAt": {"type": "never"}, "credentials": {"username": {"type": "env", "name": "U"}, "password": {"type": "env", "name": "P"}}},
             "window": {"type": "tumbling"}}
            """;

    private Mistakes() {}

    /** @param parse throws the first mistake */
    static InvalidSpecException all(String json, InvalidSpecException first, Function<String, JobSpec> parse) {
        Optional<JsonNode> document = tree(json).filter(JsonNode::isObject);
        if (document.isEmpty()) {
            return first;
        }
        List<WrongValue> found = new ArrayList<>();
        InvalidSpecException next = first;
        while (found.size() < MOST) {
            String pointer = next.pointer();
            if (found.stream().anyMatch(known -> known.pointer().equals(pointer))) {
                break;
            }
            found.addAll(next.errors());
            if (!repaired(document.get(), pointer)) {
                break;
            }
            try {
                JobSpec unused = parse.apply(document.get().toString());
                break;
            } catch (InvalidSpecException further) {
                next = further;
            }
        }
        return new InvalidSpecException(found, first);
    }

    /** @return false if nothing can be put in the wrong value's place */
    private static boolean repaired(JsonNode document, String pointer) {
        if (pointer.isEmpty()) {
            return false;
        }
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode right = tree(RIGHT).orElseThrow().at(place);
        boolean inElement = right.isMissingNode()
                && place.head().head() != null
                && document.at(place.head().head()).isArray();
        if (inElement || !(document.at(place.head()) instanceof ObjectNode parent)) {
            // An element of an array, or a part of one: the whole array is left out, so that its default holds
            return repaired(document, place.head().toString());
        }
        String key = place.last().getMatchingProperty();
        JsonNode unused = right.isMissingNode() ? parent.remove(key) : parent.replace(key, right);
        return true;
    }

    private static Optional<JsonNode> tree(String json) {
        try {
            return Optional.ofNullable(JSON.readTree(json));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
