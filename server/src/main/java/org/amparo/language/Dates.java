package org.amparo.language;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;

/// Days and times as people of a language write them, with Western digits so that they can be typed back.
/// Thread-safe.
public final class Dates {
    private Dates() {}

    /// A day without its year, such as `30 Nov`.
    public static String day(Instant moment, ZoneId zone, String locale) {
        // Some languages shorten the month with a dot, which would meet the one that ends our sentence.
        return format("dMMM", moment, zone, locale).replaceAll("\\.$", "");
    }

    /// A weekday and time, such as `Mon 08:00`.
    public static String weekdayAndTime(Instant moment, ZoneId zone, String locale) {
        return format("EEEHm", moment, zone, locale);
    }

    private static String format(String skeleton, Instant moment, ZoneId zone, String locale) {
        var tag = ULocale.forLanguageTag(Locales.forNames(locale) + "-u-nu-latn-ca-gregory");
        var format = DateFormat.getInstanceForSkeleton(skeleton, tag);
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return format.format(Date.from(moment));
    }
}
