package org.amparo.twilio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fields of a form body, all of them, for the signature is over all that came. Printing it shows only how
/// many.
///
/// @param fields a field may come more than once
record Form(Map<String, List<String>> fields) {
    /// All we ever read. Profile names, places of the network, ids of apps and whatever Twilio adds one day end at
    /// the signature (`domain.md` G.4): a new field is read only after it stands here.
    static final Set<String> READ = Set.of(
            "MessageSid",
            "SmsMessageSid",
            "SmsSid",
            "From",
            "To",
            "MessagingServiceSid",
            "Body",
            "ListId",
            "ListTitle",
            "ButtonPayload",
            "ButtonText",
            "NumMedia",
            // that there is a place, never which
            "Latitude",
            "OptOutType",
            "MessageStatus",
            "SmsStatus",
            "ErrorCode",
            "CallSid",
            "CallStatus",
            "Digits",
            "AnsweredBy");

    /// Reads an `application/x-www-form-urlencoded` body strictly.
    ///
    /// @return empty when a percent escape is broken or the bytes are not UTF-8
    static Optional<Form> read(byte[] raw) {
        var fields = new TreeMap<String, List<String>>();
        int start = 0;
        while (start < raw.length) {
            int end = find(raw, '&', start, raw.length);
            if (end > start) {
                int equals = find(raw, '=', start, end);
                var name = decode(raw, start, equals);
                var value = equals < end ? decode(raw, equals + 1, end) : "";
                if (name == null || value == null) {
                    return Optional.empty();
                }
                fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
            start = end + 1;
        }
        return Optional.of(new Form(fields));
    }

    /// What the rest of the program may see of it.
    Form known() {
        var known = new TreeMap<>(fields);
        known.keySet().retainAll(READ);
        return new Form(known);
    }

    /// The field's first value; empty when it is missing or blank.
    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).map(List::getFirst).filter(value -> !value.isBlank());
    }

    /// The first of these fields that says something.
    Optional<String> anyOf(String... names) {
        for (var name : names) {
            var value = text(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static int find(byte[] raw, char wanted, int from, int until) {
        for (int i = from; i < until; i++) {
            if (raw[i] == wanted) {
                return i;
            }
        }
        return until;
    }

    private static @Nullable String decode(byte[] raw, int from, int until) {
        var bytes = new ByteArrayOutputStream(until - from);
        for (int i = from; i < until; i++) {
            if (raw[i] == '%') {
                int high = i + 2 < until ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 < until ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "Form[" + fields.size() + " fields]";
    }
}
