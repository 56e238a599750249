package org.amparo.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.yaml.snakeyaml.Yaml;

/// A request written byte by byte, so that it may be one that no decent client sends.
public record Knock(String method, String target, List<String> headers, byte[] body) {
    /// @param headers names in lower case
    public record Answer(int status, Map<String, String> headers, byte[] bytes) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /// The body as JSON, which is YAML too.
        public Map<?, ?> json() {
            return new Yaml().load(text());
        }

        /// A part of that JSON, which must be there.
        public <T> T json(String key, Class<T> type) {
            return part(json(), key, type);
        }

        public Answer unzipped() {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return new Answer(status, headers, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static <T> T part(Object map, Object key, Class<T> type) {
        return type.cast(Objects.requireNonNull(((Map<?, ?>) map).get(key), () -> key + " in " + map));
    }

    public static Knock get(String target, String... headers) {
        return new Knock("GET", target, List.of(headers), new byte[0]);
    }

    public static Knock of(String method, String target, String... headers) {
        return new Knock(method, target, List.of(headers), new byte[0]);
    }

    public static Knock post(String target, String json) {
        return post(target, json.getBytes(StandardCharsets.UTF_8), "Content-Type: application/json");
    }

    public static Knock post(String target, byte[] body, String... headers) {
        return new Knock("POST", target, List.of(headers), body);
    }

    public Answer at(String url) {
        var there = URI.create(url);
        try (var socket = new Socket(there.getHost(), there.getPort())) {
            var head = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Connection: close"));
            if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
                head.add("Host: test");
            }
            head.addAll(headers);
            if (method.equals("POST") || body.length > 0) {
                head.add("Content-Length: " + body.length);
            }
            var out = socket.getOutputStream();
            out.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            try {
                out.write(body);
                out.flush();
            } catch (IOException e) {
                // refused before the end: the answer is there all the same
            }
            return answer(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(byte[] all) throws IOException {
        int end = new String(all, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no answer, " + all.length + " bytes");
        }
        var head = new String(all, 0, end, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        var headers = new LinkedHashMap<String, String>();
        for (int i = 1; i < head.length; i++) {
            var parts = head[i].split(":", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1].strip(), (a, b) -> a + ", " + b);
        }
        var body = new byte[all.length - end - 4];
        System.arraycopy(all, end + 4, body, 0, body.length);
        return new Answer(Integer.parseInt(head[0].split(" ", 3)[1]), headers, whole(headers, body));
    }

    /// Without the sizes between chunks.
    private static byte[] whole(Map<String, String> headers, byte[] body) {
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return body;
        }
        var out = new java.io.ByteArrayOutputStream();
        var text = new String(body, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (true) {
            int line = text.indexOf("\r\n", at);
            int size = Integer.parseInt(text.substring(at, line).strip(), 16);
            if (size == 0) {
                return out.toByteArray();
            }
            out.write(body, line + 2, size);
            at = line + 2 + size + 2;
        }
    }
}
