package org.amparo.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// Somebody invented, with a phone.
///
/// @param language BCP 47 tag of how they write; for a responder the first of those they speak
/// @param languageName its English name, or those of a responder
/// @param direction `ltr` or `rtl`
/// @param who one sentence on them
/// @param responder answers contacts; else a contact
/// @param practice its texts are tests: a practice phone of the staff file
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Person(
        String name,
        String number,
        String language,
        String languageName,
        String direction,
        String who,
        boolean responder,
        boolean practice,
        List<ReadyText> texts) {

    /// A text that one tap sends.
    ///
    /// @param means its English; empty when it is English
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ReadyText(String text, String means) {}
}
