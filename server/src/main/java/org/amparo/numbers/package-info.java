/// Telephone numbers and other addresses: parsing, masking, keyed hash, sealed keeping.
///
/// Face: [Address] (where somebody is reached), [PhoneNumber], [Addresses] (hash, seal, open).
/// Never: lets a clear form out but to the edges that talk to a carrier.
@org.jspecify.annotations.NullMarked
package org.amparo.numbers;
