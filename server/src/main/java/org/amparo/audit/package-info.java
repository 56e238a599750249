/// The trail of what people and jobs did: append-only, chained by the minute, ids and counts only.
///
/// Face: [Audit] to say what was done, [Act] what that is made of, [Trail] whether it is whole.
/// Never: holds a word, a number or a name, or a contact's id.
@org.jspecify.annotations.NullMarked
package org.amparo.audit;
