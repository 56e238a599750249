package org.amparo.escalation;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amparo.escalation.PolicyBounds.Broken;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;

/// What this program uses of a policy that was set before, perhaps by another version of it. A ladder that asks for
/// less than this one promises is the shipped one; the others stay. Pure.
///
/// @param policy what is used
/// @param replaced what the stored one breaks: each ladder named here is the shipped one, or the times beside them
///     are
record UsablePolicy(Policy policy, List<Broken> replaced) {
    private static final List<String> TIMES = List.of("look", "nudge", "replace");

    UsablePolicy {
        replaced = List.copyOf(replaced);
    }

    /// @param body what differs from the shipped policy, in the form of its file
    /// @return empty when it cannot be read
    static Optional<UsablePolicy> of(String body) {
        try {
            var file = YamlMap.read("policy", body);
            var broken = PolicyBounds.broken(Policy.own(file));
            for (var key : broken.stream()
                    .map(UsablePolicy::keys)
                    .flatMap(List::stream)
                    .toList()) {
                file = file.without(key);
            }
            return Optional.of(new UsablePolicy(Policy.own(file), broken));
        } catch (StartRefused _) {
            return Optional.empty();
        }
    }

    private static List<String> keys(Broken broken) {
        return broken.way().map(way -> List.of(way.word())).orElse(TIMES);
    }

    /// What is the shipped one, each with why and the mend; no word of what an organisation wrote.
    List<String> notes() {
        return replaced.stream()
                .collect(Collectors.groupingBy(
                        broken -> keys(broken).stream()
                                .map(key -> "`" + key + ":`")
                                .collect(Collectors.joining(", ")),
                        TreeMap::new,
                        Collectors.mapping(Broken::mend, Collectors.joining("; "))))
                .entrySet()
                .stream()
                .map(one -> one.getKey() + " as it was set is less than contacts are promised, and the shipped one is"
                        + " used: " + one.getValue() + ". Mend it in the file and set that anew")
                .toList();
    }
}
