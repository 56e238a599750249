package org.amparo.sealing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// What stands in the key set file: one Tink keyset a line, behind its kind.
record KeyFile(Map<MasterKind, KeysetHandle> keys) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> NEW = PosixFilePermissions.asFileAttribute(OWNER_ONLY);

    /// New keys, one of each kind.
    static KeyFile make() throws GeneralSecurityException {
        register();
        var keys = new EnumMap<MasterKind, KeysetHandle>(MasterKind.class);
        for (var kind : MasterKind.values()) {
            keys.put(kind, KeysetHandle.generateNew(parameters(kind), RegistryConfiguration.get()));
        }
        return new KeyFile(keys);
    }

    /// @throws GeneralSecurityException when a kind is missing or makes no sense
    static KeyFile parse(String text) throws GeneralSecurityException {
        register();
        var keys = new EnumMap<MasterKind, KeysetHandle>(MasterKind.class);
        for (var kind : MasterKind.values()) {
            var line = text.lines()
                    .filter(one -> one.startsWith(kind.word() + " "))
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("no key of the kind " + kind.word()));
            keys.put(
                    kind,
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            line.substring(kind.word().length() + 1),
                            RegistryConfiguration.get(),
                            InsecureSecretKeyAccess.get()));
        }
        return new KeyFile(keys);
    }

    String text() throws GeneralSecurityException {
        var text = new StringBuilder();
        for (var kind : MasterKind.values()) {
            text.append(kind.word())
                    .append(' ')
                    .append(TinkJsonProtoKeysetFormat.serializeKeyset(
                                    of(kind), RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
                            .replaceAll("\\s+", ""))
                    .append('\n');
        }
        return text.toString();
    }

    KeysetHandle of(MasterKind kind) {
        return java.util.Objects.requireNonNull(keys.get(kind), "a key set holds every kind");
    }

    /// With one key more, which is not in use.
    KeyFile withNew(MasterKind kind) throws GeneralSecurityException {
        var entry = KeysetHandle.generateEntryFromParameters(parameters(kind)).withRandomId();
        return with(
                kind,
                KeysetHandle.newBuilder(of(kind))
                        .addEntry(entry)
                        .setConfiguration(RegistryConfiguration.get())
                        .build());
    }

    KeyFile withPrimary(MasterKind kind, int id) throws GeneralSecurityException {
        var builder = KeysetHandle.newBuilder(of(kind)).setConfiguration(RegistryConfiguration.get());
        builder.getAt(place(kind, id)).makePrimary();
        return with(kind, builder.build());
    }

    KeyFile without(MasterKind kind, int id) throws GeneralSecurityException {
        var builder = KeysetHandle.newBuilder(of(kind)).setConfiguration(RegistryConfiguration.get());
        return with(kind, builder.deleteAt(place(kind, id)).build());
    }

    private int place(MasterKind kind, int id) {
        for (int i = 0; i < of(kind).size(); i++) {
            if (of(kind).getAt(i).getId() == id) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such key");
    }

    private KeyFile with(MasterKind kind, KeysetHandle handle) {
        var changed = new EnumMap<>(keys);
        changed.put(kind, handle);
        return new KeyFile(changed);
    }

    /// Writes a file that did not exist, whole or not at all.
    void writeNew(Path file) throws IOException, GeneralSecurityException {
        var folder = folder(file);
        Files.createDirectories(folder);
        var half = half(file, text());
        try {
            // A link fails when the name is taken: no key set is ever overwritten.
            Files.createLink(file, half);
        } finally {
            Files.delete(half);
        }
        sync(folder);
    }

    /// Puts this in the place of the file in one step.
    ///
    /// @param keepCopy leaves the file as it was under the same name with `.before`; else such a copy is deleted
    void replace(Path file, boolean keepCopy) throws IOException, GeneralSecurityException {
        var before = file.resolveSibling(file.getFileName() + ".before");
        Files.deleteIfExists(before);
        if (keepCopy) {
            Files.move(half(before, Files.readString(file)), before, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(half(file, text()), file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder(file));
    }

    /// Mode 0600 or 0400.
    static boolean ownersAlone(Path file) throws IOException {
        return OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
    }

    private static Path half(Path file, String text) throws IOException {
        var half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, NEW);
        try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return half;
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folder(Path file) {
        return java.util.Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    }

    private static Parameters parameters(MasterKind kind) {
        return kind == MasterKind.WRAP ? PredefinedAeadParameters.AES256_GCM : PredefinedPrfParameters.HMAC_SHA256_PRF;
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }

    /// Never shows a key.
    @Override
    public String toString() {
        return "KeyFile";
    }
}
