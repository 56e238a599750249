/// Copies the data away and puts it back: data in many generations, the keyring apart from it in one, the key set
/// never; STOP and UNSAFE in one more, so that they outlive the data they came after. What was erased since a data
/// backup stays erased, since its key is not in the newest keyring.
///
/// Face: [Backup], [Restore]; `KeyringKeeper` keeps the copies of keyring and ledger young.
@org.jspecify.annotations.NullMarked
package org.amparo.backup;
