package org.amparo.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds any of many byte patterns in one pass over a stream (Aho and Corasick's automaton). Letters of ASCII match
/// in either case. Unchanging once built; safe for many threads.
///
/// @param <L> what a pattern is called
final class Traps<L> {
    private static final int NONE = -1;

    private final List<int[]> next = new ArrayList<>();
    private final List<Set<L>> found = new ArrayList<>();

    private Traps() {
        state();
    }

    /// @param label what a find of the pattern is reported as
    record Trap<L>(byte[] pattern, L label) {}

    static <L> Traps<L> of(List<Trap<L>> all) {
        var traps = new Traps<L>();
        all.forEach(traps::add);
        traps.link();
        return traps;
    }

    /// The labels of everything found, in the order of finding.
    Set<L> in(InputStream stream) throws IOException {
        var all = new LinkedHashSet<L>();
        var buffer = new byte[1 << 16];
        int state = 0;
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            for (int i = 0; i < read; i++) {
                state = next.get(state)[folded(buffer[i])];
                if (!found.get(state).isEmpty()) {
                    all.addAll(found.get(state));
                }
            }
        }
        return all;
    }

    private void add(Trap<L> trap) {
        int state = 0;
        for (var one : trap.pattern()) {
            int way = folded(one);
            if (next.get(state)[way] == NONE) {
                next.get(state)[way] = state();
            }
            state = next.get(state)[way];
        }
        found.get(state).add(trap.label());
    }

    private int state() {
        var ways = new int[256];
        Arrays.fill(ways, NONE);
        next.add(ways);
        found.add(new LinkedHashSet<>());
        return next.size() - 1;
    }

    /// Gives each state the way that the longest end of what was read would take from the beginning.
    private void link() {
        var back = new int[next.size()];
        var queue = new ArrayDeque<Integer>();
        queue.add(0);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int way = 0; way < 256; way++) {
                int other = state == 0 ? 0 : next.get(back[state])[way];
                int to = next.get(state)[way];
                if (to == NONE) {
                    next.get(state)[way] = other;
                } else {
                    back[to] = other;
                    found.get(to).addAll(found.get(other));
                    queue.add(to);
                }
            }
        }
    }

    private static int folded(byte one) {
        return (one >= 'A' && one <= 'Z' ? one + 32 : one) & 0xFF;
    }

    /// As patterns and streams are compared.
    static byte[] folded(byte[] bytes) {
        var all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) folded(bytes[i]);
        }
        return all;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
