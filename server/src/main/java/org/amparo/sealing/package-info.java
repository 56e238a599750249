/// Seals what may not be read: key set, data keys, keyed hashes. All Tink is here.
///
/// Face: [KeySet] (the file outside the database), [Keyring] (one data key an owner; destroying it erases).
/// Never: logs or prints a key or what it opened.
@org.jspecify.annotations.NullMarked
package org.amparo.sealing;
