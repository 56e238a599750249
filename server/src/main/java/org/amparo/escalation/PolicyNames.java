package org.amparo.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.Schedules;

/// Whom and what a policy of an organisation can name, line by line.
///
/// @param organisation how it is called
record PolicyNames(String organisation, List<OfLine> lines) {
    PolicyNames {
        lines = List.copyOf(lines);
    }

    /// @param people who answers there, by alias
    /// @param partners lines of partners, by alias
    record OfLine(String line, List<String> people, List<String> partners, List<String> schedules) {
        OfLine {
            people = List.copyOf(people);
            partners = List.copyOf(partners);
            schedules = List.copyOf(schedules);
        }

        /// Empty when the step names nothing.
        Optional<List<String>> known(Ask ask) {
            return switch (ask) {
                case Ask.Person _ -> Optional.of(people);
                case Ask.Partner _ -> Optional.of(partners);
                case Ask.OnDuty duty when duty.schedule().isPresent() -> Optional.of(schedules);
                case Ask.OnDuty _, Ask.Fluent _, Ask.Basic _, Ask.WithInterpreter _, Ask.Everyone _, Ask.Anyone _ ->
                    Optional.empty();
            };
        }

        boolean lacks(Ask ask) {
            return known(ask)
                    .filter(names -> names.stream().noneMatch(name -> name.equalsIgnoreCase(named(ask))))
                    .isPresent();
        }
    }

    static PolicyNames of(
            UUID organisation, String name, Lines lines, Responders responders, Schedules schedules, Instant now) {
        return new PolicyNames(
                name,
                lines.all().stream()
                        .filter(line -> line.organisationId().equals(organisation))
                        .map(line -> of(line, responders.of(line.id()), schedules, now))
                        .toList());
    }

    private static OfLine of(Line line, List<Responder> people, Schedules schedules, Instant now) {
        return new OfLine(
                line.name(),
                people.stream()
                        .filter(one -> one.answers(line.id()))
                        .map(Responder::alias)
                        .toList(),
                people.stream()
                        .filter(one -> one.partner(line.id()))
                        .map(Responder::alias)
                        .toList(),
                schedules.of(line.id(), now).stream()
                        .map(rota -> rota.schedule().name())
                        .toList());
    }

    /// The lines on which such a step finds nobody, since it names what is not there.
    List<String> lacking(Ask ask) {
        return lines.stream().filter(one -> one.lacks(ask)).map(OfLine::line).toList();
    }

    /// No line knows the name.
    boolean unknown(Ask ask) {
        return !lines.isEmpty() && lines.stream().allMatch(one -> one.lacks(ask));
    }

    /// What to write in the place of a name that no line knows.
    String mend(Ask ask) {
        var known = new TreeSet<String>();
        lines.forEach(line -> line.known(ask).ifPresent(known::addAll));
        var there = known.isEmpty() ? "there is none" : "there is " + String.join(", ", known);
        return switch (ask) {
            case Ask.Person _ ->
                "`ask:` names nobody who answers a line of " + organisation + ": " + there
                        + "; supervisors are rung by `alarm:`";
            case Ask.Partner _ ->
                "`ask:` names no partner's line of " + organisation + ": " + there
                        + "; the staff file makes one with `partner:`";
            case Ask.OnDuty _, Ask.Fluent _, Ask.Basic _, Ask.WithInterpreter _, Ask.Everyone _, Ask.Anyone _ ->
                "`ask:` names no schedule of " + organisation + ": " + there;
        };
    }

    private static String named(Ask ask) {
        return switch (ask) {
            case Ask.Person(var alias) -> alias;
            case Ask.Partner(var alias) -> alias;
            case Ask.OnDuty duty -> duty.schedule().orElse("");
            case Ask.Fluent _, Ask.Basic _, Ask.WithInterpreter _, Ask.Everyone _, Ask.Anyone _ -> "";
        };
    }
}
