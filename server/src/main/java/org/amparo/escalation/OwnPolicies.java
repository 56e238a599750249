package org.amparo.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.escalation.PolicyBounds.Broken;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Responders;
import org.amparo.rota.Schedules;
import org.jdbi.v3.core.Jdbi;

/// The escalation policies that organisations set themselves, for a command beside the running program. One in
/// force holds for runs that begin from then on. Works inside the caller's transaction.
public final class OwnPolicies {
    private static final String ORGANISATION = "organisation";

    private final Jdbi jdbi;
    private final Lines lines;
    private final PolicyRows rows;

    private OwnPolicies(Jdbi jdbi, Lines lines) {
        this.jdbi = jdbi;
        this.lines = lines;
        this.rows = new PolicyRows(jdbi);
    }

    public static OwnPolicies of(Jdbi jdbi, Lines lines) {
        return new OwnPolicies(jdbi, lines);
    }

    /// The policy of an organisation, as it is now.
    ///
    /// @param since when it was set; empty: it is the shipped one
    /// @param own what it says itself: ladders, and times beside them; the rest is as shipped
    /// @param file the whole of it, in the form of its file
    /// @param skipped steps that find nobody, since they name what is not there, and ladders that were set and are
    ///     not used, in words
    public record InForce(
            UUID organisation,
            String name,
            Optional<Instant> since,
            Set<String> own,
            String file,
            List<String> skipped) {
        public InForce {
            skipped = List.copyOf(skipped);
        }
    }

    /// What became of a change.
    public sealed interface Change {
        /// @param version the one that is in force now, or that was until now
        /// @param underWay runs that keep the policy they began with
        record Made(UUID version, InForce now, int underWay) implements Change {}

        /// It is in force already.
        record Same(InForce now) implements Change {}

        /// Nothing was changed.
        ///
        /// @param mends each with its place
        record Refused(List<String> mends) implements Change {
            public Refused {
                mends = List.copyOf(mends);
            }
        }
    }

    private record Organisation(UUID id, String name) {}

    /// Of each organisation whose lines are served.
    public List<InForce> all(Instant now) {
        return organisations().stream().map(one -> inForce(one, now)).toList();
    }

    /// What of any policy in force is passed over: steps that find nobody, ladders that break a promise.
    public List<String> skipped(Instant now) {
        return all(now).stream().flatMap(one -> one.skipped().stream()).toList();
    }

    /// Puts a file in force. What it does not say is as shipped.
    ///
    /// @throws StartRefused naming the place and the mend when it cannot be read
    public Change set(YamlMap file, Instant now) {
        var organisation = organisation(file.text(ORGANISATION), "write `organisation:` into the file");
        var read = file.without(ORGANISATION);
        var policy = Policy.own(read);
        var mends = mends(read, policy, names(organisation, now));
        if (!mends.isEmpty()) {
            return new Change.Refused(mends);
        }
        var own = PolicyKeys.own(policy);
        return own.isEmpty() ? shipped(organisation, now) : put(organisation, Optional.of(YamlMap.write(own)), now);
    }

    /// The one that comes with the program is in force again.
    ///
    /// @param name of the organisation; empty while there is one alone
    public Change shipped(Optional<String> name, Instant now) {
        return shipped(organisation(name, "name it behind `shipped`"), now);
    }

    private Change shipped(Organisation organisation, Instant now) {
        return put(organisation, Optional.empty(), now);
    }

    private Change put(Organisation organisation, Optional<String> body, Instant now) {
        rows.alone(organisation.id());
        var before = rows.current(organisation.id());
        if (before.map(PolicyRows.Row::body).equals(body)) {
            return new Change.Same(inForce(organisation, now));
        }
        var made = body.map(text -> rows.replace(organisation.id(), text, now));
        if (body.isEmpty()) {
            rows.replace(organisation.id(), now);
        }
        var version = made.or(() -> before.map(PolicyRows.Row::id)).orElseThrow();
        return new Change.Made(version, inForce(organisation, now), rows.underWay(organisation.id()));
    }

    /// What keeps a policy from being set, each with its place and the mend.
    static List<String> mends(YamlMap file, Policy policy, PolicyNames names) {
        var mends = new ArrayList<String>();
        PolicyBounds.broken(policy).forEach(one -> mends.add(place(file, one) + ": " + one.mend()));
        for (var way : Way.values()) {
            var steps = policy.ladder(way).steps();
            for (int i = 0; i < steps.size(); i++) {
                var ask = steps.get(i).ask();
                if (names.unknown(ask)) {
                    var at = new Broken(Optional.of(way), "steps", i, names.mend(ask));
                    mends.add(place(file, at) + ": " + at.mend());
                }
            }
        }
        return mends;
    }

    private static String place(YamlMap file, Broken broken) {
        var ladder = broken.way().flatMap(way -> file.map(way.word()));
        return ladder.map(map -> broken.list().isEmpty()
                        ? map.place()
                        : map.maps(broken.list()).get(broken.entry()).place())
                .orElseGet(file::place);
    }

    private InForce inForce(Organisation organisation, Instant now) {
        var row = rows.current(organisation.id());
        var set = row.flatMap(PolicyRows.Row::usable);
        var policy = set.map(UsablePolicy::policy).orElseGet(() -> Policy.read(Policy.shipped()));
        var skipped = skipped(policy, names(organisation, now));
        if (row.isPresent() && set.isEmpty()) {
            skipped.add(organisation.name() + ": this program cannot use the policy that was set, and uses the shipped"
                    + " one: set it anew");
        }
        set.ifPresent(used -> used.notes().forEach(note -> skipped.add(organisation.name() + ": " + note)));
        var whole = new LinkedHashMap<String, Object>();
        whole.put(ORGANISATION, organisation.name());
        whole.putAll(PolicyKeys.of(policy));
        return new InForce(
                organisation.id(),
                organisation.name(),
                row.map(PolicyRows.Row::since),
                PolicyKeys.own(policy).keySet(),
                YamlMap.write(whole),
                skipped);
    }

    private static List<String> skipped(Policy policy, PolicyNames names) {
        var all = new ArrayList<String>();
        for (var way : Way.values()) {
            var steps = policy.ladder(way).steps();
            for (int i = 0; i < steps.size(); i++) {
                var ask = steps.get(i).ask();
                int step = i + 1;
                names.lacking(ask)
                        .forEach(line -> all.add(names.organisation() + ": " + way.word() + ", step " + step + " (`"
                                + ask.words() + "`) is skipped on the line " + line + ": nothing there has that name"));
            }
        }
        return all;
    }

    private PolicyNames names(Organisation organisation, Instant now) {
        return PolicyNames.of(
                organisation.id(), organisation.name(), lines, Responders.of(jdbi), Schedules.of(jdbi, lines), now);
    }

    private Organisation organisation(Optional<String> name, String mend) {
        var all = organisations();
        var names = all.stream().map(Organisation::name).collect(Collectors.joining(", "));
        if (name.isEmpty() && all.size() > 1) {
            throw new StartRefused(
                    "several organisations are served, " + names + ": " + mend + "; nothing was changed");
        }
        return all.stream()
                .filter(one -> name.map(one.name()::equalsIgnoreCase).orElse(true))
                .findFirst()
                .orElseThrow(() -> new StartRefused(
                        "no organisation of that name is served: there is " + names + "; nothing was changed"));
    }

    private List<Organisation> organisations() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, name FROM organisation WHERE id = ANY (:ids) ORDER BY name")
                .bindArray(
                        "ids",
                        UUID.class,
                        lines.all().stream()
                                .map(Line::organisationId)
                                .distinct()
                                .toArray())
                .map((row, _) -> new Organisation(row.getObject("id", UUID.class), row.getString("name")))
                .list());
    }
}
