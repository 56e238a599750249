package org.amparo.harness;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amparo.content.Releases;
import org.amparo.lines.Lines;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A running line on a database of its own: the whole program, its simulated carrier, and phones.
///
/// As a static `@RegisterExtension` it serves all walks of a class; each walk takes phones of its own, and ends
/// with every message heard. Time is one for all: a walk that moves it far had better have the line for itself.
/// Not for many threads, but for [Phone#texts].
public final class TestLine implements AutoCloseable, AfterEachCallback, AfterAllCallback {
    /// A Monday, noon in the demonstration line's zone: open.
    public static final Instant NOON = Instant.parse("2026-11-23T10:00:00Z");

    /// 02:00 in the demonstration line's zone, the night before that Monday: closed.
    public static final Instant NIGHT = Instant.parse("2026-11-23T00:00:00Z");

    private static final Pattern STAFF = Pattern.compile("\\+4477009001[0-9]{2}");

    private static final List<String> SHIFTS = List.of(
            "duty.shift-start",
            "duty.shift-ending",
            "duty.shift-end",
            "duty.change-over",
            "duty.on-again",
            "duty.on-call");

    private final Map<String, String> settings;
    private final TestDatabase database;
    private final TestClock base;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> cutOff = new ArrayList<>();
    private final Map<String, Deque<Heard>> unheard = new LinkedHashMap<>();
    private int numbers;
    private boolean staffed;
    private boolean shifts;
    private boolean outside;

    private TestLine(Instant start, Map<String, String> settings, boolean retention) {
        this.settings = settings;
        this.database = TestDatabase.copy();
        this.base = new TestClock(start);
        if (!retention) {
            database.putOffRetention();
        }
        database.putOffDuty();
        addNode();
    }

    /// Starts the demonstration line at [#NOON].
    public static TestLine open() {
        return open(NOON, Map.of());
    }

    /// Starts it at any moment, with settings beside those every test has (environment variables).
    public static TestLine open(Instant start, Map<String, String> settings) {
        return new TestLine(start, settings, true);
    }

    /// Starts it at [#NOON] with no hourly run of timed retention: for tests of what such a run would add to or
    /// take from.
    public static TestLine withoutRetention() {
        return new TestLine(NOON, Map.of(), false);
    }

    /// Another program on the same database, with a home folder of its own.
    public Node addNode() {
        return addNode(Map.of());
    }

    /// The same, with settings of its own.
    public Node addNode(Map<String, String> own) {
        var all = new LinkedHashMap<>(database.settings());
        all.putAll(settings);
        all.putAll(own);
        var node = Node.start(all, base);
        nodes.add(node);
        return node;
    }

    /// Cuts a program off from the database in the middle of its work; the others go on.
    public void cut(Node node) {
        receive();
        nodes.remove(node);
        cutOff.add(node);
        node.cut();
    }

    /// All connections to the database break at once; the programs find new ones.
    public void cutConnections() {
        database.cut();
        settle();
        nodes.forEach(Node::renewConnections);
    }

    /// The program, the first of them.
    public Node node() {
        return nodes.getFirst();
    }

    public TestDatabase database() {
        return database;
    }

    /// Looks into the database, for what must or must not be there.
    public Jdbi sql() {
        return node().bean(Jdbi.class);
    }

    /// A phone nobody else in this class has; its number is reserved for fiction, as all here.
    public Phone phone() {
        return phone("+447700900" + (300 + numbers++));
    }

    /// The same, of a country that is neither the line's own nor the one it serves.
    public Phone phoneAbroad() {
        return phone("+120255501" + (10 + numbers++ % 90));
    }

    /// An account of WhatsApp nobody else in this class has.
    public Phone whatsapp() {
        return phone("whatsapp:+447700900" + (300 + numbers++));
    }

    /// One telephone and one account of WhatsApp: what a walk promises holds for both.
    public Stream<Phone> eachKind() {
        return Stream.of(phone(), whatsapp());
    }

    /// The phone of somebody of the demonstration's staff. From then on what reaches any of them must be heard; a
    /// walk that takes none of these phones is not about them, and what reaches them is passed over.
    public Phone staff(String number) {
        staffed = true;
        return phone(number);
    }

    /// From now on what is said about shifts must be heard; else it is passed over, so that a walk may move the
    /// clock over the hour at which people come and go.
    public void hearsShifts() {
        shifts = true;
    }

    /// From now on the end of work is known by nothing but the answer of `clock`, as a test outside the project
    /// would know it.
    public void drivenFromOutside() {
        outside = true;
    }

    private boolean aboutShifts(Heard heard) {
        return STAFF.matcher(heard.to()).matches()
                && Stream.concat(
                                SHIFTS.stream().map(text -> wanted().message(text, "en")),
                                Stream.of(wanted().message("duty.shift-end", "en", "duty.on-call")))
                        .anyMatch(text -> text.matcher(heard.body()).matches());
    }

    /// The phone with that number, or with the carrier's form of any other address.
    public Phone phone(String number) {
        return new Phone(this, number);
    }

    /// Lets time pass on the machine, which needs no database.
    public void passes(Duration by) {
        base.tick(by);
    }

    public Clock clock() {
        return new Clock();
    }

    /// Moves the time of the whole line; only forward.
    public final class Clock {
        private Clock() {}

        public Instant now() {
            return node().now();
        }

        /// Moves all programs and does what is due by then.
        public void forward(Duration by) {
            node().forward(by);
            for (var node : nodes) {
                while (node.now().isBefore(node().now())) {
                    LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                }
            }
            settle();
        }
    }

    public static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    public static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    public static Duration hours(long hours) {
        return Duration.ofHours(hours);
    }

    /// Switches a fault of the simulated network on until [#noFaults], in the first program.
    public void fault(String name) {
        node().fault(name, 0);
    }

    /// Switches it on for so many times.
    public void fault(String name, int times) {
        node().fault(name, times);
    }

    /// The carrier refuses the next text to this phone, which has blocked us; no other is refused in its place.
    public void blocked(Phone phone) {
        node().blocked(phone.number());
    }

    public void noFaults() {
        nodes.forEach(Node::noFaults);
    }

    /// Waits until nothing more is due, and collects what was sent.
    public void settle() {
        // What one program does may be work for another: until none of them finds anything.
        long before;
        do {
            before = stepsDone();
            nodes.forEach(outside ? node -> node.forward(Duration.ZERO) : Node::settle);
        } while (nodes.size() > 1 && stepsDone() != before);
        receive();
    }

    private long stepsDone() {
        return nodes.stream().mapToLong(Node::stepsDone).sum();
    }

    private synchronized void receive() {
        var fresh = new ArrayList<Heard>();
        nodes.forEach(node -> fresh.addAll(node.messages()));
        fresh.removeIf(heard -> !shifts && aboutShifts(heard));
        fresh.sort(Comparator.comparingLong(Heard::order));
        fresh.forEach(heard ->
                unheard.computeIfAbsent(heard.to(), _ -> new ArrayDeque<>()).add(heard));
    }

    void text(Node node, Map<String, Object> order) {
        send(node, order);
        settle();
    }

    void send(Node node, Map<String, Object> order) {
        base.tick(seconds(1));
        node.text(order);
    }

    synchronized Optional<Heard> next(String number) {
        return Optional.ofNullable(unheard.get(number)).map(Deque::poll);
    }

    /// Whatever has arrived at any phone and was not heard, by the numbers of the phones.
    public synchronized Map<String, List<Heard>> everybodyHears() {
        var all = new TreeMap<String, List<Heard>>();
        unheard.forEach((number, heard) -> all.put(number, List.copyOf(heard)));
        unheard.clear();
        return all;
    }

    /// The newest call that rings at this phone.
    Optional<Node.Ringing> ringing(String number) {
        settle();
        return nodes.stream()
                .flatMap(node -> node.ringing().stream())
                .filter(call -> call.to().equals(number))
                .reduce((_, last) -> last);
    }

    /// Does something with a call, and waits until everything that follows from it is done.
    Node.Ringing answer(Node.Ringing call, String what, Object value) {
        var node = nodes.stream()
                .filter(one -> one.ringing().contains(call))
                .findFirst()
                .orElseThrow();
        var answered = node.answer(call.id(), what, value);
        settle();
        return answered;
    }

    Wanted wanted() {
        return new Wanted(
                node().bean(Releases.class).current(),
                node().bean(Lines.class).first(),
                !"false".equals(settings.get("AMPARO_SERVE_DRAFTS")),
                !"true".equals(settings.get("AMPARO_INFORMATION_ONLY")));
    }

    /// What else waits to be heard and what the line last meant to send, for whoever reads a failure.
    String story() {
        var story = new StringBuilder();
        unheard.values()
                .forEach(all ->
                        all.forEach(heard -> story.append("\n  not heard yet: ").append(heard)));
        sql().withHandle(handle -> handle.createQuery("""
                                SELECT text_id || ' ' || locale || ' ' || status || COALESCE(' ' || reason, '')
                                  FROM outbox ORDER BY position DESC LIMIT 6
                                """).mapTo(String.class).list())
                .reversed()
                .forEach(row -> story.append("\n  outbox: ").append(row));
        return story.append('\n').toString();
    }

    /// Fails when anything arrived at any phone that no walk expected.
    public void expectNothingMore() {
        settle();
        var more = unheard.values().stream()
                .flatMap(Deque::stream)
                .filter(heard -> staffed || !STAFF.matcher(heard.to()).matches())
                .map(Heard::toString)
                .toList();
        unheard.clear();
        if (!more.isEmpty()) {
            fail("messages nobody expected:\n  " + String.join("\n  ", more));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        noFaults();
        if (context.getExecutionException().isPresent()) {
            // The walk broke off: what it did not hear must not fail the next one.
            settle();
            unheard.clear();
        }
        expectNothingMore();
        nobodyWaits();
    }

    /// Whoever waits at the end of a walk has been found: the next walk moves the clock for its own people alone.
    private void nobodyWaits() {
        sql().useTransaction(handle -> {
            handle.execute("UPDATE escalation_run SET status = 'ended', ended_at = created_at, due_at = NULL"
                    + " WHERE status <> 'ended'");
            handle.createUpdate("UPDATE conversation SET status = 'closed', closed_at = :now, due_at = NULL"
                            + " WHERE closed_at IS NULL AND status <> 'automatic'")
                    .bind("now", node().now())
                    .execute();
            handle.execute("UPDATE alarm SET ended_at = raised_at, due_at = NULL WHERE ended_at IS NULL");
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    /// Ends a line that one walk has for itself: fails when a message nobody expected exists.
    @Override
    public void close() {
        try {
            expectNothingMore();
        } finally {
            stop();
        }
    }

    private void stop() {
        cutOff.forEach(Node::close);
        nodes.reversed().forEach(Node::close);
        database.close();
    }
}
