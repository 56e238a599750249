package org.amparo.reading;

import org.amparo.content.WordClass;

/// Reads yes and no: alone, or beside a digit that says the same ("haan 1"), never against it.
record Answers(boolean yes, boolean no) {
    private static final int YES = 1;
    private static final int NO = 2;

    static Answers of(Scan scan, Numbers number) {
        if (scan.tokens().isThumbsUp()) {
            return new Answers(true, false);
        }
        int tierOfYes = 3;
        int tierOfNo = 3;
        for (var whole : scan.wholes()) {
            if (whole.fit().asWellAs(Fit.STRETCHED)) {
                tierOfYes = Math.min(tierOfYes, tier(scan, whole.hit(), WordClass.YES));
                tierOfNo = Math.min(tierOfNo, tier(scan, whole.hit(), WordClass.NO));
            }
        }
        if (number.first().isPresent() && !number.alone() && number.second().isEmpty()) {
            int digit = number.first().getAsInt();
            boolean yes = digit == YES && says(scan, WordClass.YES) && !says(scan, WordClass.NO);
            boolean no = digit == NO && says(scan, WordClass.NO) && !says(scan, WordClass.YES);
            return new Answers(yes, no);
        }
        return new Answers(tierOfYes < tierOfNo, tierOfNo < tierOfYes);
    }

    private static int tier(Scan scan, Hit hit, WordClass kind) {
        int best = 3;
        for (var entry : hit.phrase().entries()) {
            if (entry.is(kind)) {
                int tier =
                        Scan.in(scan.own(), entry.language()) ? 0 : Scan.in(scan.english(), entry.language()) ? 1 : 2;
                best = Math.min(best, tier);
            }
        }
        return best;
    }

    private static boolean says(Scan scan, WordClass kind) {
        return scan.hits().stream()
                .anyMatch(
                        hit -> hit.fit().asWellAs(Fit.STRETCHED) && tier(scan, hit, kind) <= (scan.own() == 0 ? 2 : 1));
    }
}
