package org.amparo.twilio;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Twilio's published OpenAPI description: says what is wrong with a request, and gives its example answers.
///
/// A form is turned into JSON by the types of the description and checked as a schema; a field it does not know is
/// a fault, since Twilio would silently ignore it.
final class ApiDescription {
    private final JsonNode description;
    private final SchemaRegistry schemas = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    ApiDescription() {
        try (var file = ApiDescription.class.getResourceAsStream("/twilio/twilio_api_v2010.trimmed.json")) {
            description = JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // the vendor's own remarks, which are no rules
        description.findParents("x-twilio").forEach(parent -> ((ObjectNode) parent).remove("x-twilio"));
    }

    /// One operation, with the values of the braces in its path.
    record Operation(String path, JsonNode node, Map<String, String> pathValues) {}

    Optional<Operation> operation(String method, String path) {
        for (var entry : description.path("paths").properties()) {
            var values = values(entry.getKey(), path);
            var node = entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            if (values.isPresent() && !node.isMissingNode()) {
                return Optional.of(new Operation(entry.getKey(), node, values.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> values(String template, String path) {
        var wanted = template.split("/", -1);
        var given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        var values = new java.util.HashMap<String, String>();
        for (int i = 0; i < wanted.length; i++) {
            int open = wanted[i].indexOf('{');
            int close = wanted[i].indexOf('}');
            var tail = close < 0 ? "" : wanted[i].substring(close + 1);
            if (open == 0 && given[i].endsWith(tail) && !given[i].isEmpty()) {
                values.put(wanted[i].substring(1, close), given[i].substring(0, given[i].length() - tail.length()));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /// Everything the description holds against it; empty is good.
    List<String> faults(Operation operation, Map<String, List<String>> query, Map<String, List<String>> form) {
        var faults = new ArrayList<String>();
        var known = new ArrayList<String>();
        operation.node().path("parameters").forEach(parameter -> {
            var name = parameter.path("name").asString();
            known.add(name);
            var values = parameter.path("in").asString().equals("path")
                    ? List.of(operation.pathValues().getOrDefault(name, ""))
                    : query.getOrDefault(name, List.of());
            if (!values.isEmpty() && !moments(parameter, values)) {
                faults.addAll(check(name, parameter.path("schema"), values));
            } else if (values.isEmpty() && parameter.path("required").asBoolean(false)) {
                faults.add(name + " is required");
            }
        });
        query.keySet().stream().filter(name -> !known.contains(name)).forEach(name -> faults.add(name + " is unknown"));

        var body = operation.node().at("/requestBody/content/application~1x-www-form-urlencoded/schema");
        body.path("required").forEach(name -> {
            if (!form.containsKey(name.asString())) {
                faults.add(name.asString() + " is required");
            }
        });
        form.forEach((name, values) -> {
            var property = body.path("properties").path(name);
            faults.addAll(property.isMissingNode() ? List.of(name + " is unknown") : check(name, property, values));
        });
        return faults;
    }

    /// The schema calls the moments of a filter `date-time`, its words and examples a date, and the vendor's own
    /// kit writes date and time without a zone: those are right.
    private static boolean moments(JsonNode parameter, List<String> values) {
        return parameter.path("in").asString().equals("query")
                && parameter.path("schema").path("format").asString("").equals("date-time")
                && values.stream().allMatch(value -> value.matches("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d)?"));
    }

    private List<String> check(String name, JsonNode property, List<String> values) {
        var schema = resolved(property);
        boolean array = schema.path("type").asString("").equals("array");
        if (!array && values.size() > 1) {
            return List.of(name + " comes " + values.size() + " times");
        }
        JsonNode value;
        if (array) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            values.forEach(each -> items.add(typed(resolved(schema.path("items")), each)));
            value = items;
        } else {
            value = typed(schema, values.getFirst());
        }
        return schema(schema).validate(value).stream()
                .map(error -> name + ": " + error.getMessage())
                .toList();
    }

    private Schema schema(JsonNode schema) {
        return schemas.getSchema(schema);
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : description.at(reference.substring(1));
    }

    private static JsonNode typed(JsonNode schema, String text) {
        var make = JsonNodeFactory.instance;
        return switch (schema.path("type").asString("")) {
            case "integer" ->
                text.matches("-?[0-9]{1,9}") ? make.numberNode(Integer.parseInt(text)) : make.stringNode(text);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? make.booleanNode(text.equals("true"))
                        : make.stringNode(text);
            default -> make.stringNode(text);
        };
    }

    /// A copy of the description's example answer, to be filled in.
    ObjectNode example(Operation operation) {
        for (var response : operation.node().path("responses")) {
            for (var example : response.at("/content/application~1json/examples")) {
                return (ObjectNode) example.path("value").deepCopy();
            }
        }
        throw new IllegalStateException("no example for " + operation.path());
    }
}
