package org.amparo.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.language.Locales;

/// Which way a language is written, as the API says it.
@Serdeable
@Schema(name = "Direction", description = "which way the language is written")
enum Written {
    @JsonProperty("ltr")
    LTR,
    @JsonProperty("rtl")
    RTL;

    static Written of(String tag) {
        return switch (Locales.direction(tag)) {
            case LTR -> LTR;
            case RTL -> RTL;
        };
    }
}
