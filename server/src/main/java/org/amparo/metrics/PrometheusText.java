package org.amparo.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amparo.platform.Reading;

/// Writes figures as Prometheus reads them, version 0.0.4
/// (prometheus.io/docs/instrumenting/exposition_formats). Pure.
final class PrometheusText {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private PrometheusText() {}

    /// Lines of one name stand together, under one line of help and one of type.
    static String write(List<Reading> readings) {
        var byName = readings.stream()
                .collect(Collectors.groupingBy(Reading::name, LinkedHashMap::new, Collectors.toList()));
        var text = new StringBuilder();
        byName.forEach((name, all) -> {
            text.append("# HELP ")
                    .append(name)
                    .append(' ')
                    .append(help(all.getFirst().help()))
                    .append('\n');
            text.append("# TYPE ").append(name).append(all.getFirst().counter() ? " counter\n" : " gauge\n");
            all.forEach(one -> text.append(name)
                    .append(labels(one.labels()))
                    .append(' ')
                    .append(number(one.value()))
                    .append('\n'));
        });
        return text.toString();
    }

    private static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=\"" + value(label.getValue()) + "\"")
                                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String help(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String value(String text) {
        return help(text).replace("\"", "\\\"");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }
}
