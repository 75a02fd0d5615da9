package dev.windowpane.control.fuzz;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes wrong texts and wrong JSON of right ones; the same from the same seed. */
final class Mutator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "shop",
            "-1",
            "0",
            "1",
            "99999999999999999999",
            "1e99",
            "NaN",
            "null",
            "true",
            "2026-01-31T12:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "PT5M",
            "PT99999999999999999999H",
            "*",
            "\"3\"",
            "../../etc/passwd",
            "'; drop table job; --",
            "%s%n${jndi:x}",
            "<script>",
            "\u0001\u001f\u007f",
            "\u0000",
            "\u202e\ud83d\ude80",
            "\ud800",
            "MSAyIDM",
            "AAAA",
            "text/csv",
            "RUNNING",
            "a".repeat(5000));
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "{}",
            "\"x\"",
            "{",
            "{\"a\":1,\"a\":2}",
            "{} {}",
            "[".repeat(100),
            "{\"name\":".repeat(50),
            "\u0000",
            "{\"name\":\"\\u0000\"}",
            "{\"gaps\":[{}]}",
            "{\"gaps\":[null]}",
            "{\"parallelism\":1.5}",
            "{\"revision\":\"1\"}",
            "{\"revision\":null}",
            "{\"spec\":{}}",
            "{\"spec\":null}",
            "{\"name\":1}",
            "{\"name\":\"b\",\"desired\":\"what\"}",
            "{\"items\":[{\"partition\":2147483648,\"offset\":-1}]}");

    private final Random random;

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** A wrong body: of a kind of its own, or the right one with something else in it. */
    String body(String right) {
        return once(3) ? BODIES.get(random.nextInt(BODIES.size())) : mutated(right);
    }

    private String mutated(String right) {
        try {
            JsonNode document = JSON.readTree(right);
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                change(document);
            }
            String text = document.toString();
            return once(8) ? text.substring(0, random.nextInt(text.length())) : text;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(right, e);
        }
    }

    private void change(JsonNode document) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(document, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        if (keys.isEmpty() || once(5)) {
            object.set(once(2) ? "what" : text(), value());
            return;
        }
        String key = keys.get(random.nextInt(keys.size()));
        if (once(4)) {
            object.remove(key);
        } else {
            object.set(key, value());
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private JsonNode value() {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.createObjectNode();
            case 2 -> JSON.createArrayNode();
            case 3 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 4 -> JSON.getNodeFactory().numberNode(random.nextDouble());
            case 5 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 6 -> deep();
            default -> JSON.getNodeFactory().textNode(text());
        };
    }

    private JsonNode deep() {
        JsonNode node = JSON.nullNode();
        int depth = random.nextInt(60);
        for (int i = 0; i < depth; i++) {
            ArrayNode around = JSON.createArrayNode();
            around.add(node);
            node = around;
        }
        return node;
    }
}
