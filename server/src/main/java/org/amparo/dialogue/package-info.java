/// The automatic part of a talk: what follows from one text. Pure.
///
/// Face: [Turn#decide] looks at a [Situation] and makes a [Decision], which is the [Dialogue] after the text and
/// the [Effect]s to be done. Every behaviour of `domain.md` E.2 is a class that `Turn` or `OpenQuestion` names.
/// Never: a clock, a database, a queue. `reception` gathers what is looked at, and acts.
@org.jspecify.annotations.NullMarked
package org.amparo.dialogue;
