package org.amparo.content;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A value in a YAML file that knows the line it stands on. What does not fit becomes a finding, never an
/// exception, so that an editor sees all faults at once. Every scalar is read as text: `no` is the word no.
final class YamlValue {
    private final String file;
    private final Node node;
    private final int line;
    private final List<Finding> findings;

    private YamlValue(String file, Node node, int line, List<Finding> findings) {
        this.file = file;
        this.node = node;
        this.line = line;
        this.findings = findings;
    }

    /// A key of a map with its value.
    record Entry(String key, YamlValue value) {}

    /// The whole file; empty when it is empty or no YAML, which is then a finding.
    static Optional<YamlValue> read(SourceFile source, List<Finding> findings) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(source.text()));
            return root == null ? Optional.empty() : Optional.of(new YamlValue(source.path(), root, 1, findings));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var place = new Place(source.path(), mark == null ? 1 : mark.getLine() + 1);
            findings.add(Finding.error(place, "yaml", "this is no YAML: " + e.getProblem()));
            return Optional.empty();
        }
    }

    Place place() {
        return new Place(file, line);
    }

    void error(String rule, String message) {
        findings.add(Finding.error(place(), rule, message));
    }

    void warning(String rule, String message) {
        findings.add(Finding.warning(place(), rule, message));
    }

    /// The entries of a map in their order; a key that stands twice is a finding and its second value is left out.
    List<Entry> entries() {
        if (!(node instanceof MappingNode map)) {
            error("yaml", "a block of `key: value` lines belongs here");
            return List.of();
        }
        var entries = new ArrayList<Entry>();
        var seen = new HashSet<String>();
        for (var tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                int at = key.getStartMark().getLine() + 1;
                var value = new YamlValue(file, tuple.getValueNode(), at, findings);
                if (seen.add(key.getValue())) {
                    entries.add(new Entry(key.getValue(), value));
                } else {
                    value.error("yaml", "`" + key.getValue() + "` stands twice in one block");
                }
            }
        }
        return entries;
    }

    /// The items of a list.
    List<YamlValue> items() {
        if (!(node instanceof SequenceNode list)) {
            error("yaml", "a list (lines that begin with -) belongs here");
            return List.of();
        }
        return list.getValue().stream()
                .map(item -> new YamlValue(file, item, item.getStartMark().getLine() + 1, findings))
                .toList();
    }

    boolean map() {
        return node instanceof MappingNode;
    }

    Optional<YamlValue> at(String key) {
        if (!map()) {
            return Optional.empty();
        }
        return entries().stream()
                .filter(e -> e.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        error("yaml", "a text belongs here");
        return "";
    }

    /// The text under a key, or null where the key is absent.
    @Nullable
    String text(String key) {
        return at(key).map(YamlValue::text).orElse(null);
    }

    /// The text under a key that must be there and not be empty.
    String required(String key) {
        var text = text(key);
        if (text == null || text.isEmpty()) {
            error("yaml", "`" + key + ":` is missing");
            return "";
        }
        return text;
    }

    boolean flag(String key) {
        var value = at(key);
        if (value.isEmpty()) {
            return false;
        }
        return switch (value.get().text()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                value.get().error("yaml", "`" + key + "` is true or false");
                yield false;
            }
        };
    }

    OptionalInt number(String key) {
        var value = at(key);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value.get().text()));
        } catch (NumberFormatException e) {
            value.get().error("yaml", "`" + key + "` is a whole number");
            return OptionalInt.empty();
        }
    }

    int requiredNumber(String key) {
        var number = number(key);
        if (number.isEmpty() && at(key).isEmpty()) {
            error("yaml", "`" + key + ":` is missing");
        }
        return number.orElse(0);
    }

    /// The texts of a list under a key; none where the key is absent.
    List<String> texts(String key) {
        return at(key).map(list -> list.items().stream().map(YamlValue::text).toList())
                .orElse(List.of());
    }

    /// Reports every key that is not one of these: a typing error would otherwise pass in silence.
    void only(String... keys) {
        var known = Set.of(keys);
        for (var entry : entries()) {
            if (!known.contains(entry.key())) {
                entry.value()
                        .error("yaml", "`" + entry.key() + "` is no field here; known are " + String.join(", ", keys));
            }
        }
    }
}
