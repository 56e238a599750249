package org.amparo.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.amparo.platform.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The master keys, in one file outside the database, one Tink keyset a line: `wrap` wraps data keys, `lookup`
/// makes the keyed hash of an address (several generations), `claims` that of a carrier's message id (never rotated
/// by generation).
///
/// Follows the file: it is read again when it changed (`KeyWatch`) and when something is met that does not open.
/// Safe for many threads.
public final class KeySet {
    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);

    private final Path file;
    private volatile Keys keys;
    private volatile String refused = "";

    /// @param generation the Tink key id that made the hash
    public record KeyedHash(long generation, byte[] value) {}

    /// What was read from the file, at one moment.
    private record Keys(String text, KeyFile content, Aead wrap, PrfSet lookup, PrfSet claims) {
        static Keys of(String text) throws GeneralSecurityException {
            var content = KeyFile.parse(text);
            return new Keys(
                    text,
                    content,
                    content.of(MasterKind.WRAP).getPrimitive(RegistryConfiguration.get(), Aead.class),
                    content.of(MasterKind.LOOKUP).getPrimitive(RegistryConfiguration.get(), PrfSet.class),
                    content.of(MasterKind.CLAIMS).getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        }

        @Override
        public String toString() {
            return "Keys";
        }
    }

    private KeySet(Path file, Keys keys) {
        this.file = file;
        this.keys = keys;
    }

    /// Reads the key set of that file.
    ///
    /// @throws StartRefused when it is missing, damaged or open to others
    public static KeySet read(Path file) {
        try {
            var text = Files.readString(file, StandardCharsets.UTF_8);
            demandPrivate(file);
            return new KeySet(file, Keys.of(text));
        } catch (NoSuchFileException e) {
            throw new StartRefused(
                    "the key set " + file + " is missing: put back the file this database was made with"
                            + " (AMPARO_KEYSET names it); nothing was changed",
                    e);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            if (e instanceof StartRefused refused) {
                throw refused;
            }
            throw new StartRefused(
                    "the key set " + file + " is damaged: put back the file this database was made with"
                            + " (AMPARO_KEYSET names it); nothing was changed",
                    e);
        }
    }

    /// Makes a new key set, mode 0600. Never overwrites a file.
    public static KeySet create(Path file) {
        try {
            KeyFile.make().writeNew(file);
            return read(file);
        } catch (FileAlreadyExistsException e) {
            // Another start made it in the same moment.
            return read(file);
        } catch (GeneralSecurityException | IOException e) {
            throw new StartRefused(
                    "the key set " + file + " cannot be made: set AMPARO_KEYSET to a file this user may write", e);
        }
    }

    /// Reads the file again if it changed. What cannot be read, or belongs to another database, is not taken: the
    /// keys known so far stay.
    ///
    /// @return whether other keys are known now
    boolean reread() {
        try {
            var known = keys;
            var text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.equals(known.text())) {
                refused = "";
                return false;
            }
            var fresh = Keys.of(text);
            if (fingerprints(fresh).stream().noneMatch(fingerprints(known)::contains)) {
                refuse("belongs to another database");
                return false;
            }
            keys = fresh;
            refused = "";
            LOG.info("the key set was read again");
            return true;
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            refuse("cannot be read");
            return false;
        }
    }

    /// Says it once, not at every look.
    private void refuse(String why) {
        if (!refused.equals(why)) {
            refused = why;
            LOG.error("the key set file changed and {}: going on with the keys known so far", why);
        }
    }

    Path file() {
        return file;
    }

    KeyFile content() {
        return keys.content();
    }

    /// Which keys of one kind there are, the one in use first, by number alone.
    public List<Integer> ids(MasterKind kind) {
        return keys(kind).stream().map(MasterKey::id).toList();
    }

    /// The keys of one kind, the one in use first.
    List<MasterKey> keys(MasterKind kind) {
        try {
            var found = new ArrayList<>(MasterKey.all(content().of(kind)));
            found.sort(java.util.Comparator.comparing(MasterKey::primary).reversed());
            return found;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key cannot be told from others", e);
        }
    }

    MasterKey primary(MasterKind kind) {
        return keys(kind).getFirst();
    }

    /// Tells this key set from every other without telling anything of its keys; stays when keys are rotated, the
    /// claims key excepted.
    public String fingerprint() {
        return fingerprints(keys).getFirst();
    }

    /// Whether a database with that fingerprint was made with this key set.
    public boolean knows(String fingerprint) {
        return fingerprints(keys).contains(fingerprint);
    }

    private static List<String> fingerprints(Keys keys) {
        return hashes(keys.claims(), "amparo key set").stream()
                .map(hash -> HexFormat.of().formatHex(hash.value(), 0, 16))
                .toList();
    }

    /// The keyed hashes of an address under the lookup key in use and every other one, the one in use first. One
    /// HMAC each.
    public List<KeyedHash> lookupAll(String field) {
        return hashes(keys.lookup(), field);
    }

    /// The keyed hash of a carrier's message id.
    public byte[] claim(String messageId) {
        return claimAll(messageId).getFirst();
    }

    /// The same under every claims key there is: one, until it had to be changed, then two for 400 d.
    public List<byte[]> claimAll(String messageId) {
        return hashes(keys.claims(), messageId).stream().map(KeyedHash::value).toList();
    }

    /// The keyed hashes of a line of the audit trail, newest key first. Made by the claims key, which is not
    /// rotated.
    public List<byte[]> auditStamps(String form) {
        return hashes(keys.claims(), "audit|" + form).stream()
                .map(KeyedHash::value)
                .toList();
    }

    /// The keyed hash of something short that only has to be known again, such as a code word. Made by the claims
    /// key, which is not rotated.
    public byte[] stamp(String form) {
        return stamps(form).getFirst();
    }

    /// The same by each claims key there is, newest first: what an earlier one stamped is still known.
    public List<byte[]> stamps(String form) {
        return hashes(keys.claims(), "stamp|" + form).stream()
                .map(KeyedHash::value)
                .toList();
    }

    /// A new data key.
    public DataKey newDataKey() {
        return DataKey.make();
    }

    /// Wraps a data key for one owner; it opens only for that owner.
    public byte[] wrap(DataKey key, byte[] owner) {
        try {
            return keys.wrap().encrypt(key.bytes(), owner);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key could not be wrapped", e);
        }
    }

    /// @throws SealBroken when it was wrapped for somebody else, by another key set, or changed
    public DataKey unwrap(byte[] wrapped, byte[] owner) {
        try {
            return DataKey.of(keys.wrap().decrypt(wrapped, owner));
        } catch (GeneralSecurityException e) {
            // Perhaps by a key that came into use since the file was read.
            if (!reread()) {
                throw new SealBroken(e);
            }
        }
        try {
            return DataKey.of(keys.wrap().decrypt(wrapped, owner));
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
        if (!KeyFile.ownersAlone(file)) {
            throw new StartRefused("the key set " + file + " is open to others ("
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    + "): close it with `chmod 600 " + file
                    + "`, and change the keys (`keys add`) if somebody may have read them");
        }
    }
}
