package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.escalation.DutyTexts;
import org.amparo.lines.Line;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;

/// Sends a code to each new number of somebody who answers, once; the number is active when it comes back. Any
/// number of nodes may look: each code is made and sent in a transaction of its own, and one that fails holds up no
/// other.
@Context
public class NewNumbers implements Poller.Work {
    private final Staff staff;
    private final Responders responders;
    private final DutyTexts texts;
    private final Pollers pollers;
    private final InstantSource time;

    NewNumbers(Staff staff, Responders responders, DutyTexts texts, Pollers pollers, InstantSource time) {
        this.staff = staff;
        this.responders = responders;
        this.texts = texts;
        this.pollers = pollers;
        this.time = time;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "new-numbers";
    }

    @Override
    public boolean step() {
        var failures = new ArrayList<RuntimeException>();
        int sent = 0;
        for (var address : staff.waitingForCode()) {
            try {
                send(address, time.instant());
                sent++;
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (sent == 0 && !failures.isEmpty()) {
            throw failures.getFirst();
        }
        return sent > 0;
    }

    @Transactional
    void send(UUID address, Instant now) {
        staff.newCode(address, now)
                .ifPresent(code -> responders
                        .find(code.reach().responder())
                        .ifPresent(person -> texts.say(
                                code.line(), person, code.reach(), "code", Map.of("code", code.code()), now)));
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    /// The code came back.
    @Transactional
    public void right(Line line, Responder person, Instant now) {
        texts.say(line, person, "code-right", Map.of(), now);
    }

    /// The same, of a practice phone.
    @Transactional
    public void practice(Line line, Responder phone, Instant now) {
        texts.say(line, phone, "practice-phone", Map.of(), now);
    }
}
