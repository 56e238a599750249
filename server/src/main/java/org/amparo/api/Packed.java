package org.amparo.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A file that came with the program, served as it is. Compressed once, here: the server compresses only what it
/// knows to be text, and `application/yaml` is not in its list.
///
/// @param hash names its content
record Packed(byte[] bytes, byte[] zipped, MediaType type, String hash) {
    private static final Pattern GZIP = Pattern.compile("gzip|gzip ?; ?q=(1|0\\.[0-9]*[1-9].*)");

    static Packed read(String path, String type) {
        var bytes = bytes(path);
        return new Packed(bytes, zip(bytes), MediaType.of(type + ";charset=utf-8"), hash(bytes));
    }

    static byte[] bytes(String path) {
        try (var in = Objects.requireNonNull(Packed.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Short, for an `ETag`.
    static String hash(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }

    /// The file, compressed for those who take it so.
    MutableHttpResponse<byte[]> answer(HttpRequest<?> request) {
        boolean takes = request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .anyMatch(one -> GZIP.matcher(one.strip()).matches());
        return takes
                ? HttpResponse.ok(zipped).contentType(type).header(HttpHeaders.CONTENT_ENCODING, "gzip")
                : HttpResponse.ok(bytes).contentType(type);
    }

    private static byte[] zip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
