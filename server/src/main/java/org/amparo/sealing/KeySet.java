package org.amparo.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.amparo.platform.StartRefused;

/// The master keys, in one file outside the database, one Tink keyset a line: `wrap` wraps data keys, `lookup`
/// makes the
/// keyed hash of an address (several generations), `claims` that of a carrier's message id (never rotated).
///
/// Immutable; safe for many threads.
public final class KeySet {
    private static final List<String> NAMES = List.of("wrap", "lookup", "claims");

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Aead wrap;
    private final PrfSet lookup;
    private final PrfSet claims;

    /// @param generation the Tink key id that made the hash
    public record KeyedHash(long generation, byte[] value) {}

    private KeySet(KeysetHandle wrap, KeysetHandle lookup, KeysetHandle claims) throws GeneralSecurityException {
        this.wrap = wrap.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.lookup = lookup.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
        this.claims = claims.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    }

    /// Reads the key set of that file.
    ///
    /// @throws StartRefused when it is missing, damaged or readable by others
    public static KeySet read(Path file) {
        try {
            register();
            demandPrivate(file);
            var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            var handles = new ArrayList<KeysetHandle>();
            for (var name : NAMES) {
                var line = lines.stream()
                        .filter(one -> one.startsWith(name + " "))
                        .findFirst()
                        .orElseThrow(() -> damaged(file, null));
                handles.add(TinkJsonProtoKeysetFormat.parseKeyset(
                        line.substring(name.length() + 1), RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
            }
            return new KeySet(handles.get(0), handles.get(1), handles.get(2));
        } catch (GeneralSecurityException | IOException e) {
            throw damaged(file, e);
        }
    }

    /// Makes a new key set, mode 0600. Never overwrites a file.
    public static KeySet create(Path file) {
        try {
            register();
            var text = new StringBuilder();
            for (var name : NAMES) {
                Parameters kind = name.equals("wrap")
                        ? PredefinedAeadParameters.AES256_GCM
                        : PredefinedPrfParameters.HMAC_SHA256_PRF;
                var handle = KeysetHandle.generateNew(kind, RegistryConfiguration.get());
                text.append(name)
                        .append(' ')
                        .append(TinkJsonProtoKeysetFormat.serializeKeyset(
                                        handle, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
                                .replaceAll("\\s+", ""))
                        .append('\n');
            }
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            return read(file);
        } catch (GeneralSecurityException | IOException e) {
            throw new StartRefused(
                    "the key set " + file + " cannot be made: set AMPARO_KEYSET to a file this user may write", e);
        }
    }

    /// Tells this key set from every other without telling anything of its keys; stays when keys are rotated.
    public String fingerprint() {
        try {
            return HexFormat.of()
                    .formatHex(claims.computePrimary("amparo key set".getBytes(StandardCharsets.UTF_8), 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keyed hash could not be made", e);
        }
    }

    /// The keyed hashes of an address under the newest and every earlier lookup key, newest first.
    public List<KeyedHash> lookupAll(String field) {
        return hashes(lookup, field);
    }

    /// The keyed hash of a carrier's message id.
    public byte[] claim(String messageId) {
        return hashes(claims, messageId).getFirst().value();
    }

    /// The keyed hashes of a line of the audit trail, newest key first. Made by the claims key, which is not
    /// rotated.
    public List<byte[]> auditStamps(String form) {
        return hashes(claims, "audit|" + form).stream().map(KeyedHash::value).toList();
    }

    /// A new data key.
    public DataKey newDataKey() {
        return DataKey.make();
    }

    /// Wraps a data key for one owner; it opens only for that owner.
    public byte[] wrap(DataKey key, byte[] owner) {
        try {
            return wrap.encrypt(key.bytes(), owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key could not be wrapped", e);
        }
    }

    /// @throws SealBroken when it was wrapped for somebody else, by another key set, or changed
    public DataKey unwrap(byte[] wrapped, byte[] owner) {
        try {
            return DataKey.of(wrap.decrypt(wrapped, owner));
        } catch (GeneralSecurityException e) {
            throw new SealBroken(e);
        }
    }

    private static List<KeyedHash> hashes(PrfSet keys, String field) {
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        var found = new ArrayList<KeyedHash>();
        try {
            found.add(new KeyedHash(keys.getPrimaryId(), keys.computePrimary(bytes, 32)));
            for (var entry : keys.getPrfs().entrySet()) {
                if (entry.getKey() != keys.getPrimaryId()) {
                    found.add(new KeyedHash(entry.getKey(), entry.getValue().compute(bytes, 32)));
                }
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keyed hash could not be made", e);
        }
    }

    /// Mode 0600 or 0400: whoever else reads the keys reads everything.
    private static void demandPrivate(Path file) throws IOException {
        var allowed = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(allowed)) {
            throw new StartRefused("the key set " + file + " is open to others ("
                    + PosixFilePermissions.toString(allowed) + "): close it with `chmod 600 " + file
                    + "`, and rotate the keys if somebody may have read them");
        }
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }

    private static StartRefused damaged(Path file, @org.jspecify.annotations.Nullable Throwable cause) {
        var mend = "the key set " + file
                + " is missing or damaged: put back the file this database was made with (AMPARO_KEYSET names it)";
        return cause == null ? new StartRefused(mend) : new StartRefused(mend, cause);
    }
}
