package org.amparo.alarms;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What an alarm says beside its kind: never content, a number, a name or a subject. What is said of it is put into
/// words anew each time it is told, in the language of whoever is told.
///
/// @param handle what the supervisor calls the talk, such as `B3`
/// @param locale the contact's language
/// @param since from when the minutes count
/// @param count how many
/// @param responder whose alias is said
/// @param until a time that is said
public record AlarmFacts(
        Optional<String> handle,
        Optional<String> locale,
        Optional<Instant> since,
        Optional<Integer> count,
        Optional<UUID> responder,
        Optional<Instant> until) {
    public static final AlarmFacts NONE = new AlarmFacts(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static AlarmFacts of(String handle) {
        return NONE.handle(handle);
    }

    /// Somebody of a language waits since then.
    public static AlarmFacts waiting(String locale, Instant since) {
        return new AlarmFacts(
                Optional.empty(),
                Optional.of(locale),
                Optional.of(since),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public AlarmFacts handle(String said) {
        return new AlarmFacts(Optional.of(said), locale, since, count, responder, until);
    }

    public AlarmFacts locale(String tag) {
        return new AlarmFacts(handle, Optional.of(tag), since, count, responder, until);
    }

    public AlarmFacts since(Instant at) {
        return new AlarmFacts(handle, locale, Optional.of(at), count, responder, until);
    }

    public AlarmFacts count(int many) {
        return new AlarmFacts(handle, locale, since, Optional.of(many), responder, until);
    }

    public AlarmFacts responder(UUID id) {
        return new AlarmFacts(handle, locale, since, count, Optional.of(id), until);
    }

    public AlarmFacts until(Instant at) {
        return new AlarmFacts(handle, locale, since, count, responder, Optional.of(at));
    }
}
