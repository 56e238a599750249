package org.amparo.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.amparo.harness.Knock;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

/// Every endpoint answers as the served description says.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DescriptionTest {
    @RegisterExtension
    private static final TestLine LINE = TestLine.open();

    private Map<?, ?> description = Map.of();

    @BeforeAll
    void read() {
        var answer = ask(Knock.get("/api/v1/openapi.yml"));
        assertEquals("application/yaml;charset=utf-8", answer.header("content-type"));
        description = new Yaml().load(answer.text());
    }

    private static Knock.Answer ask(Knock knock) {
        return knock.at(LINE.node().url());
    }

    @Test
    void it_describes_the_public_api_and_nothing_else() {
        assertEquals(
                Set.of(
                        "/api/v1/languages",
                        "/api/v1/topics",
                        "/api/v1/topics/{id}",
                        "/api/v1/answers",
                        "/api/v1/openapi.yml"),
                map(description, "paths").keySet());
    }

    @Test
    void every_answer_is_as_described() {
        conforms("/api/v1/languages", "get", Knock.get("/api/v1/languages"));
        conforms("/api/v1/languages", "get", Knock.get("/api/v1/languages?line=none"));
        conforms("/api/v1/topics", "get", Knock.get("/api/v1/topics?lang=th"));
        conforms("/api/v1/topics", "get", Knock.get("/api/v1/topics?lang=-"));
        conforms("/api/v1/topics/{id}", "get", Knock.get("/api/v1/topics/documents?lang=ar"));
        conforms("/api/v1/topics/{id}", "get", Knock.get("/api/v1/topics/danger-now"));
        conforms("/api/v1/topics/{id}", "get", Knock.get("/api/v1/topics/none"));
        conforms("/api/v1/topics/{id}", "get", Knock.get("/api/v1/topics/documents?lang=-"));
        for (var text : List.of("passport", "stop", "he will kill me", "hello", "xqzw")) {
            conforms("/api/v1/answers", "post", Knock.post("/api/v1/answers", "{\"text\": \"" + text + "\"}"));
            conforms("/api/v1/answers", "get", Knock.get("/api/v1/answers?q=" + text.replace(" ", "+")));
        }
        conforms("/api/v1/answers", "post", Knock.post("/api/v1/answers", "{}"));
        conforms("/api/v1/answers", "get", Knock.get("/api/v1/answers"));
        conforms("/api/v1/answers", "post", Knock.post("/api/v1/answers", "{\"text\": \"" + "a".repeat(9_000) + "\"}"));
    }

    private void conforms(String path, String method, Knock knock) {
        var answer = ask(knock);
        var operation = map(map(map(description, "paths"), path), method);
        var responses = map(operation, "responses");
        var where = method + " " + knock.target() + " " + answer.status();
        var response = responses.get(Integer.toString(answer.status()));
        if (response == null) {
            fail(where + " is not described, only " + responses.keySet());
            return;
        }
        var content = map((Map<?, ?>) response, "content");
        assertTrue(content.containsKey(answer.header("content-type")), where + " " + content.keySet());
        check(answer.json(), map(map(content, answer.header("content-type")), "schema"), where);
    }

    /// As much of JSON Schema as the description uses; anything else in it fails.
    private void check(Object value, Map<?, ?> schema, String where) {
        var rest = new LinkedHashMap<Object, Object>(schema);
        List.of("description", "example", "x-enum-varnames", "format", "nullable")
                .forEach(rest::remove);
        var reference = (String) rest.remove("$ref");
        if (reference != null) {
            assertEquals(Map.of(), rest, where);
            var name = reference.substring("#/components/schemas/".length());
            check(value, map(map(map(description, "components"), "schemas"), name), where);
            return;
        }
        var type = (String) Objects.requireNonNull(rest.remove("type"), where);
        switch (type) {
            case "object" -> object((Map<?, ?>) value, rest, where);
            case "array" -> {
                var items = (Map<?, ?>) Objects.requireNonNull(rest.remove("items"));
                ((List<?>) value).forEach(one -> check(one, items, where + "[]"));
            }
            case "string" -> assertTrue(value instanceof String, where);
            case "boolean" -> assertTrue(value instanceof Boolean, where);
            case "integer" -> assertTrue(value instanceof Integer, where);
            case "number" -> {
                double number = ((Number) value).doubleValue();
                assertTrue(number >= bound(rest, "minimum") && number <= bound(rest, "maximum"), where);
            }
            default -> fail(where + ": type " + type);
        }
        if (rest.remove("enum") instanceof List<?> allowed) {
            assertTrue(allowed.contains(value), where + ": " + value);
        }
        assertEquals(Map.of(), rest, where);
    }

    private void object(Map<?, ?> value, Map<Object, Object> schema, String where) {
        var properties = (Map<?, ?>) Objects.requireNonNull(schema.remove("properties"), where);
        if (schema.remove("required") instanceof List<?> required) {
            required.forEach(name -> assertTrue(value.containsKey(name), where + " lacks " + name));
        }
        value.forEach((name, part) -> {
            assertTrue(properties.containsKey(name), where + ": " + name + " is not described");
            check(part, map(properties, name), where + "." + name);
        });
    }

    private static double bound(Map<Object, Object> schema, String name) {
        double bound = Knock.part(schema, name, Number.class).doubleValue();
        schema.remove(name);
        return bound;
    }

    private static Map<?, ?> map(Map<?, ?> in, Object key) {
        return Knock.part(in, key, Map.class);
    }
}
