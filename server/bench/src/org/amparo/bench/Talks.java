package org.amparo.bench;

import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// People who text the line, each four times: what brings them, 1 for "safe", another question, a number of the menu.
/// One talk in twenty begins with danger.
///
/// Many talks go on at once, and each waits its turn, so no person has two texts under way. The first ones are cut
/// short by different lengths: from then on one text in four is a first one at any time. Safe for many threads.
final class Talks {
    private static final int UNDER_WAY = 512;
    private static final int DANGER_ONE_IN = 20;

    private final List<RealText> calm;
    private final List<RealText> danger;
    private final Queue<Talk> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger people = new AtomicInteger();

    Talks(List<RealText> texts) {
        this.calm = texts.stream().filter(text -> !text.danger()).toList();
        this.danger = texts.stream().filter(RealText::danger).toList();
        for (int i = 0; i < UNDER_WAY; i++) {
            waiting.add(begin());
        }
    }

    /// One person's talk.
    ///
    /// @param from a number out of a range reserved for fiction
    /// @param said how many of the texts were sent
    record Talk(String from, List<String> texts, int said) {
        String text() {
            return texts.get(said);
        }
    }

    /// Whose turn it is. To be given back once the text is answered.
    Talk take() {
        var next = waiting.poll();
        return next == null ? begin() : next;
    }

    void answered(Talk talk) {
        waiting.add(
                talk.said() + 1 < talk.texts().size() ? new Talk(talk.from(), talk.texts(), talk.said() + 1) : begin());
    }

    int people() {
        return people.get();
    }

    private Talk begin() {
        int person = people.getAndIncrement();
        // the same talks in every run
        var random = new Random(person);
        var first = random.nextInt(DANGER_ONE_IN) == 0 ? danger : calm;
        var said = List.of(
                first.get(random.nextInt(first.size())).body(),
                "1",
                calm.get(random.nextInt(calm.size())).body(),
                Integer.toString(random.nextInt(8)));
        int texts = person < UNDER_WAY ? 1 + person % said.size() : said.size();
        return new Talk(number(person), said.subList(0, texts), 0);
    }

    /// 555-0100 to 555-0199 of each North American area are reserved for fiction.
    private static String number(int person) {
        return "+1%03d55501%02d".formatted(200 + person / 100 % 800, person % 100);
    }
}
