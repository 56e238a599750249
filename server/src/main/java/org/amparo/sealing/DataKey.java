package org.amparo.sealing;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// A data key in the open, as it is while something is sealed with it (AES-256-GCM). It is kept wrapped by a
/// [KeySet] and nowhere else. Immutable; safe for many threads.
public final class DataKey {
    private final byte[] bytes;

    private DataKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static DataKey make() {
        return new DataKey(Random.randBytes(32));
    }

    static DataKey of(byte[] bytes) {
        return new DataKey(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    /// @param row what the sealed value belongs to, such as `message:<id>`; it opens in no other
    public byte[] seal(String row, byte[] secret) {
        try {
            return new AesGcmJce(bytes).encrypt(secret, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value could not be sealed", e);
        }
    }

    /// Opens what [#seal] sealed for the same row.
    ///
    /// @throws SealBroken when it was sealed by another key or for another row, or changed
    public byte[] open(String row, byte[] sealed) {
        try {
            return new AesGcmJce(bytes).decrypt(sealed, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new SealBroken(e);
        }
    }

    /// Seals a whole stream, such as a file too large for memory. What is written to the answer is sealed into
    /// `out`.
    ///
    /// @param row what the stream is; it opens as nothing else
    public OutputStream sealing(OutputStream out, String row) throws IOException {
        try {
            return streaming().newEncryptingStream(out, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stream could not be sealed", e);
        }
    }

    /// Opens what [#sealing] sealed. Reading throws when it was sealed by another key, as another row, or changed.
    public InputStream opening(InputStream sealed, String row) throws IOException {
        try {
            return streaming().newDecryptingStream(sealed, row.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new SealBroken(e);
        }
    }

    private AesGcmHkdfStreaming streaming() throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(bytes, "HmacSha256", 32, 1 << 20, 0);
    }
}
