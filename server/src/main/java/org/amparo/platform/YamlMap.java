package org.amparo.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// A block of `key: value` lines of a file somebody wrote by hand. What does not fit is refused with the place and
/// the mend; a value itself is never printed, since it may be a number.
///
/// @param place such as `staff.yml: people, entry 2`
public record YamlMap(String place, Map<String, Object> keys) {
    public YamlMap {
        keys = new LinkedHashMap<>(keys);
    }

    /// @throws StartRefused when it is no YAML, or no block of keys
    public static YamlMap read(String file, String text) {
        try {
            return of(file, new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(text));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new StartRefused(file + ", line " + (mark == null ? 1 : mark.getLine() + 1)
                    + ": this is no YAML; look for a missing colon, quote or space");
        }
    }

    private static YamlMap of(String place, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new StartRefused(place + ": a block of `key: value` lines belongs here");
        }
        var keys = new LinkedHashMap<String, Object>();
        map.forEach((key, one) -> {
            if (one != null) {
                keys.put(String.valueOf(key), one);
            }
        });
        return new YamlMap(place, keys);
    }

    /// Refuses every other key: a typing error would otherwise pass in silence.
    public YamlMap only(String... known) {
        for (var key : keys.keySet()) {
            if (!Set.of(known).contains(key)) {
                throw new StartRefused(place + ": `" + key + "` is no key here; known are " + String.join(", ", known));
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
                .orElseThrow(() -> new StartRefused(place + ": `" + key + ":` is missing"));
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
        return Optional.ofNullable(keys.get(key)).map(value -> of(place + ", " + key, value));
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
            maps.add(of(place + ": " + key + ", entry " + (maps.size() + 1), entry));
        }
        return maps;
    }

    /// @param cause not shown: its message may hold the value
    private StartRefused wrong(String key, String wanted, @org.jspecify.annotations.Nullable RuntimeException cause) {
        var line = place + ": `" + key + ":` makes no sense; it is " + wanted;
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
