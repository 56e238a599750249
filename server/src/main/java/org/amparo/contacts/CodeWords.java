package org.amparo.contacts;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.language.Folding;
import org.amparo.sealing.KeySet;
import org.jdbi.v3.core.Jdbi;

/// A word only the contact and we know, asked for before anything is said of earlier talks (`domain.md` E.3). Kept
/// as a keyed hash, never in clear, and no longer than the contact's row or 30 days after their last text.
///
/// Works inside the caller's transaction, which holds the contact's row.
@Singleton
public class CodeWords {
    /// A longer text is no word.
    private static final int LONGEST = 40;

    /// A shorter one is guessed too soon.
    private static final int SHORTEST = 3;

    /// After so many wrong words without a right one nothing is asked any more.
    private static final int WRONG_AT_MOST = 6;

    /// A question stays open for so long; what is written later is no answer to it.
    private static final Duration OPEN = Duration.ofMinutes(15);

    /// For so long after the right word another may be chosen.
    private static final Duration KNOWN = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final KeySet keySet;

    CodeWords(Jdbi jdbi, KeySet keySet) {
        this.jdbi = jdbi;
        this.keySet = keySet;
    }

    /// What the contact is asked to text.
    public enum Kind {
        /// A word of their choice.
        CHOOSE,
        /// The word they chose.
        CHECK;

        private String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A question that is open.
    ///
    /// @param row the outbox row of its text
    /// @param last one more wrong word ends the asking
    public record Open(Kind kind, UUID row, boolean last) {}

    /// Which question comes next.
    ///
    /// @param anew another word is wished for: it can be chosen within an hour of the right one
    /// @return empty when too many wrong words came
    public Optional<Kind> next(UUID contact, boolean anew, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT CASE WHEN code_word IS NULL OR (:anew AND code_word_right > :known) THEN 'CHOOSE'
                                    WHEN code_word_wrong < :most THEN 'CHECK' END
                          FROM contact WHERE id = :contact
                        """)
                .bind("anew", anew)
                .bind("known", now.minus(KNOWN))
                .bind("most", WRONG_AT_MOST)
                .bind("contact", contact)
                .map((row, _) -> Optional.ofNullable(row.getString(1)).map(Kind::valueOf))
                .findOne()
                .flatMap(kind -> kind));
    }

    /// A question went out; one before it is closed.
    public void asked(UUID contact, UUID line, Kind kind, UUID row, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE contact SET code_word_asked = :asked, code_word_row = :row, code_word_line = :line,
                               code_word_until = :until
                         WHERE id = :contact
                        """)
                .bind("asked", kind.column())
                .bind("row", row)
                .bind("line", line)
                .bind("until", now.plus(OPEN))
                .bind("contact", contact)
                .execute());
    }

    /// The question of that line that a text may answer now.
    public Optional<Open> open(UUID contact, UUID line, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT code_word_asked, code_word_row, code_word_wrong FROM contact
                         WHERE id = :contact AND code_word_line = :line AND code_word_until > :now
                           AND code_word_asked IS NOT NULL AND code_word_row IS NOT NULL
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .bind("now", now)
                .map((row, _) -> new Open(
                        Kind.valueOf(row.getString("code_word_asked").toUpperCase(Locale.ROOT)),
                        row.getObject("code_word_row", UUID.class),
                        row.getInt("code_word_wrong") + 1 >= WRONG_AT_MOST))
                .findOne());
    }

    /// A text that could be a word: short, and not one or two letters.
    public static boolean couldBe(String text) {
        var folded = folded(text);
        return folded.length() >= SHORTEST && text.strip().length() <= LONGEST;
    }

    /// Whether it is the contact's word, whatever its case and accents. Takes as long for a wrong one.
    public boolean isRight(UUID contact, String text) {
        var kept = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT code_word FROM contact WHERE id = :contact AND code_word IS NOT NULL")
                .bind("contact", contact)
                .mapTo(byte[].class)
                .findOne());
        boolean right = false;
        if (kept.isPresent()) {
            for (var hash : keySet.stamps(form(contact, text))) {
                right |= MessageDigest.isEqual(kept.get(), hash);
            }
        }
        return right;
    }

    /// They chose this word, the first or another.
    public void choose(UUID contact, String text, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE contact SET code_word = :hash, code_word_at = :now, code_word_right = :now,
                               code_word_wrong = 0, code_word_asked = NULL
                         WHERE id = :contact
                        """)
                .bind("hash", keySet.stamp(form(contact, text)))
                .bind("now", now)
                .bind("contact", contact)
                .execute());
    }

    /// They texted the right word: wrong ones before it are forgotten.
    public void right(UUID contact, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE contact SET code_word_right = :now, code_word_wrong = 0, code_word_asked = NULL
                         WHERE id = :contact
                        """)
                .bind("now", now)
                .bind("contact", contact)
                .execute());
    }

    /// A wrong word: the question stays open for the next one, until too many came.
    public void wrong(UUID contact, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE contact SET code_word_wrong = code_word_wrong + 1, code_word_right = NULL,
                               code_word_until = :until,
                               code_word_asked = CASE WHEN code_word_wrong + 1 < :most THEN code_word_asked END
                         WHERE id = :contact
                        """)
                .bind("until", now.plus(OPEN))
                .bind("most", WRONG_AT_MOST)
                .bind("contact", contact)
                .execute());
    }

    /// They want none.
    public void declined(UUID contact) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE contact SET code_word_asked = NULL WHERE id = :contact")
                .bind("contact", contact)
                .execute());
    }

    /// Letters and digits alone, one space where there was anything else.
    private static String folded(String text) {
        return Folding.accentFree(Folding.normalise(text.strip(), LONGEST))
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
    }

    /// Bound to the contact: the same word of two people is two hashes.
    private static String form(UUID contact, String text) {
        return "code-word|" + contact + "|" + folded(text);
    }
}
