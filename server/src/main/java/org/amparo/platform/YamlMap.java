package org.amparo.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;

/// A block of `key: value` lines of a file somebody wrote by hand. What does not fit is refused with the place and
/// the mend; a value itself is never printed, since it may be a number.
///
/// @param file its name
/// @param line where the block begins, from 1; 0: the file as a whole
/// @param within where that is, such as `people, entry 2`; empty for the file as a whole
public record YamlMap(String file, int line, String within, Map<String, Object> keys) {
    /// Wide enough that an entry stays on one line.
    private static final int WIDTH = 200;

    public YamlMap {
        keys = new LinkedHashMap<>(keys);
    }

    /// @throws StartRefused when it is no YAML, a key stands twice in one block, or it is no block of keys
    public static YamlMap read(String file, String text) {
        try {
            return of(new YamlMap(file, 0, "", Map.of()), "", new Yaml(new Placing()).<Object>load(text));
        } catch (DuplicateKeyException e) {
            throw new StartRefused(line(file, e) + ": a key that stands here already; one of the two would be ignored");
        } catch (MarkedYAMLException e) {
            throw new StartRefused(line(file, e) + ": this is no YAML; look for a missing colon, quote or space");
        }
    }

    private static String line(String file, MarkedYAMLException e) {
        var mark = e.getProblemMark();
        return file + ", line " + (mark == null ? 1 : mark.getLine() + 1);
    }

    /// The same keys as a file: what holds plain values alone stands on one line.
    public static String write(Map<String, Object> keys) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setWidth(WIDTH);
        options.setIndent(4);
        options.setIndicatorIndent(2);
        return new Yaml(options).dump(keys);
    }

    /// Such as `staff.yml, line 7: people, entry 2`.
    public String place() {
        return file + (line == 0 ? "" : ", line " + line) + (within.isEmpty() ? "" : ": " + within);
    }

    private static YamlMap of(YamlMap above, String key, Object value) {
        var within = above.within() + (above.within().isEmpty() || key.isEmpty() ? "" : ", ") + key;
        int line = value instanceof Placed placed && !within.isEmpty() ? placed.line : above.line();
        if (!(value instanceof Map<?, ?> map)) {
            throw new StartRefused(new YamlMap(above.file(), line, within, Map.of()).place()
                    + ": a block of `key: value` lines belongs here");
        }
        var keys = new LinkedHashMap<String, Object>();
        map.forEach((name, one) -> {
            if (one != null) {
                keys.put(String.valueOf(name), one);
            }
        });
        return new YamlMap(above.file(), line, within, keys);
    }

    /// A block that knows where it stands.
    private static final class Placed extends LinkedHashMap<Object, Object> {
        private static final long serialVersionUID = 1L;

        private final int line;

        Placed(int line) {
            this.line = line;
        }
    }

    private static final class Placing extends SafeConstructor {
        Placing() {
            super(strict());
        }

        private static LoaderOptions strict() {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            return options;
        }

        @Override
        protected Map<Object, Object> newMap(MappingNode node) {
            return new Placed(node.getStartMark().getLine() + 1);
        }
    }

    /// With the keys of another one where this has none.
    public YamlMap orElse(YamlMap other) {
        var all = new LinkedHashMap<>(other.keys());
        all.putAll(keys);
        return new YamlMap(file, line, within, all);
    }

    /// The same but for one key.
    public YamlMap without(String key) {
        var rest = new LinkedHashMap<>(keys);
        rest.remove(key);
        return new YamlMap(file, line, within, rest);
    }

    /// Refuses every other key: a typing error would otherwise pass in silence.
    public YamlMap only(String... known) {
        for (var key : keys.keySet()) {
            if (!Set.of(known).contains(key)) {
                throw new StartRefused(
                        place() + ": `" + key + "` is no key here; known are " + String.join(", ", known));
            }
        }
        return this;
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(keys.get(key)).map(String::valueOf);
    }

    public String required(String key) {
        return text(key)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new StartRefused(place() + ": `" + key + ":` is missing"));
    }

    /// A value that is read further.
    ///
    /// @param wanted what belongs there, in words
    public <T> Optional<T> read(String key, String wanted, Function<String, T> reading) {
        return text(key).map(text -> read(key, wanted, text, reading));
    }

    private <T> T read(String key, String wanted, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (RuntimeException e) {
            throw wrong(key, wanted, e);
        }
    }

    public <E extends Enum<E>> Optional<E> word(String key, Class<E> words) {
        return read(key, list(words), text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT)));
    }

    public <E extends Enum<E>> List<E> words(String key, Class<E> words) {
        return texts(key).stream()
                .map(text -> read(key, list(words), text, one -> Enum.valueOf(words, one.toUpperCase(Locale.ROOT))))
                .toList();
    }

    public boolean flag(String key) {
        return read(key, "true or false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(false);
    }

    /// A list of texts; one text alone is a list of one.
    public List<String> texts(String key) {
        var value = keys.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    public Optional<YamlMap> map(String key) {
        return Optional.ofNullable(keys.get(key)).map(value -> of(this, key, value));
    }

    public List<YamlMap> maps(String key) {
        var value = keys.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(key, "a list, each entry after a dash", null);
        }
        var maps = new ArrayList<YamlMap>();
        for (var entry : list) {
            maps.add(of(this, key + ", entry " + (maps.size() + 1), entry));
        }
        return maps;
    }

    /// @param cause not shown: its message may hold the value
    private StartRefused wrong(String key, String wanted, @org.jspecify.annotations.Nullable RuntimeException cause) {
        var line = place() + ": `" + key + ":` makes no sense; it is " + wanted;
        return cause instanceof StartRefused refused ? refused : new StartRefused(line);
    }

    private static String list(Class<? extends Enum<?>> words) {
        var names = new ArrayList<String>();
        for (var word : words.getEnumConstants()) {
            names.add(word.name().toLowerCase(Locale.ROOT));
        }
        return "one of " + String.join(", ", names);
    }
}
