package org.amparo.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The folder of an embedded database: its program, unpacked once, its data, made once, its password.
///
/// @param binaries the program
record DatabaseFolder(Path binaries, Path data, String password) {
    private static final String VERSION = "18.6.0";

    /// Without the password.
    @Override
    public String toString() {
        return "DatabaseFolder[" + data + "]";
    }

    /// @throws StartRefused when there is no database for this machine, or it could not be made
    static DatabaseFolder of(Path wanted) throws IOException {
        var folder = wanted.toAbsolutePath().normalize();
        Files.createDirectories(folder);
        var binaries = unpack(folder);
        var data = folder.resolve("data");
        var passwordFile = folder.resolve("password");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            create(binaries, folder, data, passwordFile);
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        return new DatabaseFolder(binaries, data, Files.readString(passwordFile).strip());
    }

    private static void create(Path binaries, Path folder, Path data, Path passwordFile) throws IOException {
        Files.writeString(passwordFile, Ids.secret());
        Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
        var fresh = folder.resolve("data.new");
        delete(fresh);
        var command = OwnProcess.dyingWithUs(
                "KILL",
                List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "-D",
                        fresh.toString(),
                        "-U",
                        "postgres",
                        "-E",
                        "UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--no-instructions",
                        "--data-checksums"));
        var made = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (OwnProcess.awaitExit(made) != 0) {
            throw new StartRefused("the embedded database could not be made: " + said.strip());
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path unpack(Path folder) throws IOException {
        var target = folder.resolve("postgres-" + VERSION);
        if (Files.exists(target.resolve("bin/postgres"))) {
            return target;
        }
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var name = "postgres-linux-" + (machine.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
        var resource = DatabaseFolder.class.getClassLoader().getResource(name);
        if (resource == null) {
            throw new StartRefused(
                    "no embedded database for " + machine + ": set AMPARO_DATABASE_URL to a PostgreSQL 15 or newer");
        }
        var fresh = folder.resolve("postgres.new");
        delete(fresh);
        Files.createDirectories(fresh);
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpackOne(tar, entry, fresh);
            }
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private static void unpackOne(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        var path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("an entry outside its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (var all = Files.walk(path)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
