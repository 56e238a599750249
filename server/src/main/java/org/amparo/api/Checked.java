package org.amparo.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.amparo.content.ReviewState;

/// How far words have been checked, as the API says it.
@Serdeable
@Schema(
        name = "ReviewState",
        description = "source: what the others are translated from; reviewed: approved by a native reviewer;"
                + " machine-draft: not yet checked, say so to the reader")
enum Checked {
    @JsonProperty("source")
    SOURCE,
    @JsonProperty("reviewed")
    REVIEWED,
    @JsonProperty("machine-draft")
    MACHINE_DRAFT;

    static Checked of(ReviewState state) {
        return switch (state) {
            case SOURCE -> SOURCE;
            case MACHINE_DRAFT -> MACHINE_DRAFT;
            case REVIEWED -> REVIEWED;
        };
    }
}
