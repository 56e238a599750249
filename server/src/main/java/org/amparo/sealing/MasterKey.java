package org.amparo.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.prf.HmacPrfKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One key of a key set, told apart without telling anything of it.
///
/// @param id Tink's id of it
/// @param check tells a changed or foreign key of the same id; one way
record MasterKey(int id, boolean primary, String check) {

    static List<MasterKey> all(KeysetHandle handle) throws GeneralSecurityException {
        var found = new ArrayList<MasterKey>();
        for (int i = 0; i < handle.size(); i++) {
            var entry = handle.getAt(i);
            found.add(new MasterKey(entry.getId(), entry.isPrimary(), check(entry.getKey())));
        }
        return found;
    }

    /// The first five bytes of what this key wrapped: Tink's own form.
    byte[] prefix() {
        return ByteBuffer.allocate(5).put((byte) 1).putInt(id).array();
    }

    @AccessesPartialKey
    private static String check(Key key) throws GeneralSecurityException {
        var bytes = (switch (key) {
                    case AesGcmKey one -> one.getKeyBytes();
                    case HmacPrfKey one -> one.getKeyBytes();
                    default -> throw new GeneralSecurityException("a key of an unknown kind");
                })
                .toByteArray(InsecureSecretKeyAccess.get());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal("amparo key check".getBytes(StandardCharsets.US_ASCII)), 0, 8);
    }
}
