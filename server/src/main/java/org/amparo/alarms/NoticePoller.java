package org.amparo.alarms;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.amparo.content.Piece;
import org.amparo.language.Locales;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says by mail and webhook what is due, in English: whoever runs the service reads it.
@Context
final class NoticePoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(NoticePoller.class);

    private final NoticeRows notices;
    private final SecondChannels channels;
    private final AlarmWords words;
    private final Audience audience;
    private final Lines lines;
    private final InstantSource time;
    private final Pollers pollers;

    NoticePoller(
            NoticeRows notices,
            SecondChannels channels,
            AlarmWords words,
            Audience audience,
            Lines lines,
            InstantSource time,
            Pollers pollers) {
        this.notices = notices;
        this.channels = channels;
        this.words = words;
        this.audience = audience;
        this.lines = lines;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return NoticeRows.POLLER;
    }

    @Override
    public boolean step() {
        var claimed = notices.claim(time.instant());
        claimed.ifPresent(this::say);
        return claimed.isPresent();
    }

    @Override
    public Optional<Instant> nextDue() {
        return notices.nextDue();
    }

    private void say(Notice notice) {
        try {
            channels.say(notice.channel(), message(notice));
            notices.said(notice, time.instant());
        } catch (IOException e) {
            boolean again = notices.failed(notice, time.instant());
            LOG.error(
                    "alarm {} could not be told by {} ({}): {}",
                    notice.alarm().id(),
                    notice.channel().column(),
                    e.getClass().getSimpleName(),
                    again ? "it is tried again" : "given up, the next round tells it anew");
        }
    }

    private SecondChannels.Message message(Notice notice) {
        var alarm = notice.alarm();
        var line = line(alarm);
        var english = Locales.SOURCE;
        var subject = words.words(
                Piece.of(
                        switch (notice.event()) {
                            case RAISED, REPEATED -> "duty.mail-subject";
                            case ACKNOWLEDGED -> "duty.mail-known";
                            case OVER -> "duty.mail-over";
                        },
                        english),
                line);
        var text = text(alarm, line, english);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("event", notice.event().column());
        facts.put("alarm", alarm.id().toString());
        facts.put("kind", alarm.word());
        facts.put("urgent", alarm.kind().urgency() == Alarm.Urgency.DANGER);
        alarm.line().ifPresent(_ -> facts.put("line", line.name()));
        facts.put("raisedAt", alarm.raisedAt().toString());
        facts.put("round", notice.round());
        return new SecondChannels.Message(subject, text, facts);
    }

    private String text(Alarm alarm, Line line, String locale) {
        if (audience.concernsTheOnly(alarm)) {
            return words.words(words.aboutTheOnly(alarm, locale), line);
        }
        return words.words(words.alarm(alarm, line, locale, line.zone(), time.instant()), line) + "\n\n"
                + words.words(Piece.of("duty.mail-how", locale), line);
    }

    private Line line(Alarm alarm) {
        return lines.all().stream()
                .filter(line -> alarm.line().map(line.id()::equals).orElse(true))
                .findFirst()
                .orElseGet(lines::first);
    }
}
