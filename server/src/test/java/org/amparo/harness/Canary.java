package org.amparo.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Values nothing else in the world holds, sent in through every field, and a scanner that knows each in every form
/// in which a program could have let it out. What it found is kept until asked for. Safe for many threads.
public final class Canary {
    /// A value found where it must not be.
    ///
    /// @param form such as `base64 +1`: the alignment
    public record Hit(String place, String value, String form) {}

    private record Label(String value, String form) {}

    private final Traps<Label> traps;
    private final Set<Hit> hits = Collections.synchronizedSet(new LinkedHashSet<>());

    private Canary(Traps<Label> traps) {
        this.traps = traps;
    }

    /// @param numbers in E.164; found with any country prefix or none, grouped or not
    /// @param words at least 8 letters or signs each, or they are found by chance
    public static Canary of(List<String> numbers, List<String> words) {
        var all = new ArrayList<Traps.Trap<Label>>();
        numbers.forEach(number -> add(number, numberForms(number), all));
        words.forEach(word -> add(word, forms(word), all));
        return new Canary(Traps.of(all));
    }

    /// Forms that are the same bytes are found as the first of them.
    private static void add(String value, Map<String, byte[]> forms, List<Traps.Trap<Label>> all) {
        var seen = new HashSet<ByteBuffer>();
        forms.forEach((form, bytes) -> {
            if (seen.add(ByteBuffer.wrap(Traps.folded(bytes)))) {
                all.add(new Traps.Trap<>(bytes, new Label(value, form)));
            }
        });
    }

    /// Looks through some bytes.
    public void look(String place, byte[] bytes) {
        look(place, new ByteArrayInputStream(bytes));
    }

    public void look(String place, String text) {
        look(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Looks through a stream to its end.
    public void look(String place, InputStream stream) {
        try {
            traps.in(stream).forEach(label -> hits.add(new Hit(place, label.value(), label.form())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything found so far.
    public List<Hit> hits() {
        synchronized (hits) {
            return List.copyOf(hits);
        }
    }

    /// Everything found so far, which it then forgets.
    public List<Hit> taken() {
        synchronized (hits) {
            var all = List.copyOf(hits);
            hits.clear();
            return all;
        }
    }

    /// Every form of a number: that of its digits without any prefix finds all longer ones.
    static Map<String, byte[]> numberForms(String e164) {
        var digits = e164.substring(1);
        // +44 7700 900742
        var national = digits.substring(2);
        var all = new LinkedHashMap<>(forms(national));
        var grouped = Map.of(
                "grouped by 4-3-3",
                        national.substring(0, 4) + " " + national.substring(4, 7) + " " + national.substring(7),
                "grouped by 4-6", national.substring(0, 4) + " " + national.substring(4),
                "hyphens", national.substring(0, 4) + "-" + national.substring(4));
        grouped.forEach((form, text) -> all.put(form, utf8(text)));
        long value = Long.parseLong(digits);
        all.put("integer", ByteBuffer.allocate(8).putLong(value).array());
        all.put(
                "integer, low end first",
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array());
        for (var whole : List.of(e164, digits, "0" + national, "whatsapp:" + e164)) {
            all.putAll(digests(whole));
        }
        return all;
    }

    /// Every form of a word.
    static Map<String, byte[]> forms(String word) {
        var all = new LinkedHashMap<String, byte[]>();
        var variants = new LinkedHashSet<>(List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT)));
        int count = 0;
        for (var variant : variants) {
            var mark = count++ == 0 ? "" : " in another case " + count;
            all.put("clear" + mark, utf8(variant));
            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                all.put(charset + mark, variant.getBytes(charset));
            }
            all.put("hexadecimal" + mark, Traps.ascii(HexFormat.of().formatHex(utf8(variant))));
            base64(utf8(variant), mark, all);
            all.put("in an address" + mark, utf8(URLEncoder.encode(variant, StandardCharsets.UTF_8)));
            all.put("every byte per cent" + mark, Traps.ascii(escaped(variant, StandardCharsets.UTF_8, "%%%02x")));
            all.put("in JSON" + mark, Traps.ascii(json(variant)));
            all.put("in JSON, all escaped" + mark, Traps.ascii(escapedChars(variant)));
        }
        all.putAll(digests(word));
        return all;
    }

    /// The signs that no neighbour changes, in each of the three places a word can have in Base64.
    private static void base64(byte[] bytes, String mark, Map<String, byte[]> all) {
        for (int before = 0; before < 3; before++) {
            var padded = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, padded, before, bytes.length);
            int from = (before * 8 + 5) / 6;
            int until = padded.length * 8 / 6;
            var encoded =
                    Base64.getEncoder().withoutPadding().encodeToString(padded).substring(from, until);
            all.put("base64 +" + before + mark, Traps.ascii(encoded));
            var inAddresses = encoded.replace('+', '-').replace('/', '_');
            all.put("base64url +" + before + mark, Traps.ascii(inAddresses));
        }
    }

    /// A digest without a key hides no number: all can be tried.
    private static Map<String, byte[]> digests(String text) {
        var all = new LinkedHashMap<String, byte[]>();
        for (var name : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
            try {
                var digest = MessageDigest.getInstance(name).digest(utf8(text));
                all.put(name + " of " + text, digest);
                all.put(
                        name + " in hexadecimal of " + text,
                        Traps.ascii(HexFormat.of().formatHex(digest)));
                base64(digest, " of " + name + " of " + text, all);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
        return all;
    }

    private static String escaped(String text, Charset charset, String format) {
        var out = new StringBuilder();
        for (var one : text.getBytes(charset)) {
            out.append(String.format(Locale.ROOT, format, one));
        }
        return out.toString();
    }

    private static String json(String text) {
        return text.chars()
                .mapToObj(one -> one == '"' || one == '\\'
                        ? "\\" + (char) one
                        : one < 128 ? String.valueOf((char) one) : String.format(Locale.ROOT, "\\u%04x", one))
                .collect(Collectors.joining());
    }

    private static String escapedChars(String text) {
        return text.chars()
                .mapToObj(one -> String.format(Locale.ROOT, "\\u%04x", one))
                .collect(Collectors.joining());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
