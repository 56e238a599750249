package org.amparo.reading;

import java.util.Arrays;

/// Numbers filed under a 64-bit key, several under one, without an object for each. Filled once, then only read.
final class LongIndex {
    private long[] keys = new long[1 << 10];
    private int[] heads = new int[1 << 10];
    private int used;

    private int[] values = new int[1 << 10];
    private int[] nexts = new int[1 << 10];
    private int filed = 1;

    void add(long key, int value) {
        if (2 * used >= keys.length) {
            grow();
        }
        int slot = slot(key);
        if (heads[slot] == 0) {
            keys[slot] = key;
            used++;
        }
        for (int i = heads[slot]; i != 0; i = nexts[i]) {
            if (values[i] == value) {
                return;
            }
        }
        if (filed == values.length) {
            values = Arrays.copyOf(values, 2 * filed);
            nexts = Arrays.copyOf(nexts, 2 * filed);
        }
        values[filed] = value;
        nexts[filed] = heads[slot];
        heads[slot] = filed++;
    }

    /// A cursor on the first value under the key, 0 when there is none.
    int first(long key) {
        return heads[slot(key)];
    }

    int next(int cursor) {
        return nexts[cursor];
    }

    int value(int cursor) {
        return values[cursor];
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 40) & (keys.length - 1);
        while (heads[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldHeads = heads;
        keys = new long[2 * oldKeys.length];
        heads = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldHeads[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                heads[slot] = oldHeads[i];
            }
        }
    }
}
