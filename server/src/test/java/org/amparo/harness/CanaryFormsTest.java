package org.amparo.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A scanner that finds nothing proves nothing: each form it is to know is planted, made without it.
class CanaryFormsTest {
    private static final String NUMBER = "+447700900742";
    private static final String WORD = "Zorblattineß";
    private static final String ARABIC = "كنارزيفون";

    @TestFactory
    Stream<DynamicTest> each_form_is_found() throws Exception {
        var planted = new LinkedHashMap<String, byte[]>();
        for (var text : List.of(NUMBER, "447700900742", "07700900742", "whatsapp:" + NUMBER, WORD, ARABIC)) {
            text(text, planted);
        }
        text(WORD.toLowerCase(Locale.ROOT), planted);
        text(WORD.toUpperCase(Locale.ROOT), planted);
        for (var text : List.of("07700 900742", "+44 7700 900 742", "(0)7700-900742")) {
            planted.put(text, text.getBytes(StandardCharsets.UTF_8));
        }
        planted.put("a long", ByteBuffer.allocate(8).putLong(447_700_900_742L).array());
        for (var name : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
            var digest = MessageDigest.getInstance(name).digest(NUMBER.getBytes(StandardCharsets.UTF_8));
            planted.put(name, digest);
            planted.put(name + " hex", HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
            planted.put(name + " base64", Base64.getUrlEncoder().encode(digest));
        }
        return planted.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    var canary = Canary.of(List.of(NUMBER), List.of(WORD, ARABIC));
                    canary.look("here", one.getValue());
                    assertTrue(!canary.hits().isEmpty(), "not found");
                }));
    }

    private static void text(String text, Map<String, byte[]> planted) {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            planted.put(text + " " + charset, ("say " + text + ".").getBytes(charset));
        }
        for (int before = 0; before < 4; before++) {
            var bytes = ("?".repeat(before) + text + "~~").getBytes(StandardCharsets.UTF_8);
            planted.put(text + " base64 " + before, Base64.getEncoder().encode(bytes));
            planted.put(text + " base64url " + before, Base64.getUrlEncoder().encode(bytes));
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        planted.put(text + " hex", ascii(HexFormat.of().formatHex(bytes)));
        planted.put(text + " HEX", ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
        planted.put(text + " in an address", ascii(URLEncoder.encode(text, StandardCharsets.UTF_8)));
        planted.put(text + " per cent", ascii("%" + HexFormat.ofDelimiter("%").formatHex(bytes)));
        var escaped = new StringBuilder();
        var half = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            escaped.append(String.format("\\u%04X", (int) one));
            half.append(one < 128 ? String.valueOf(one) : String.format("\\u%04x", (int) one));
        }
        planted.put(text + " JSON, all", ascii(escaped.toString()));
        planted.put(text + " JSON", ascii(half.toString()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(Charset.forName("US-ASCII"));
    }

    @Test
    void what_is_not_there_is_not_found() {
        var canary = Canary.of(List.of(NUMBER), List.of(WORD, ARABIC));
        canary.look("here", "+447700900743 zorblatt ينكنار 0770090074".repeat(100));
        assertEquals(List.of(), canary.hits());
    }
}
