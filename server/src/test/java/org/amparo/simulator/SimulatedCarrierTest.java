package org.amparo.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amparo.delivery.Carrier.Outcome;
import org.amparo.delivery.Carrier.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedCarrierTest {
    private static final String PHONE = "+447700900201";

    private final Network network = new Network();

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void a_text_is_reported_to_the_address_of_its_row_from_queued_to_delivered() {
        var accepted = assertInstanceOf(Outcome.Accepted.class, network.send(PHONE, "hello"));
        assertTrue(accepted.carrierId().matches("SM[0-9a-f]{32}"));
        assertEquals(List.of("queued", "sent", "delivered"), network.reported());
        var report = network.posted.getLast();
        assertEquals("/twilio/message-status?row=token", report.path());
        assertEquals(accepted.carrierId(), report.field("MessageSid"));
        assertEquals(PHONE, report.field("To"));
        assertEquals("+447700900000", report.field("From"));
    }

    @Test
    void segments_are_counted_as_they_are_billed() {
        assertEquals(Optional.of(1), segments("a".repeat(160)));
        assertEquals(Optional.of(2), segments("a".repeat(161)));
        assertEquals(Optional.of(2), segments("ж".repeat(71)));
    }

    private Optional<Integer> segments(String body) {
        return assertInstanceOf(Outcome.Accepted.class, network.send(PHONE, body))
                .segments();
    }

    @ParameterizedTest
    @CsvSource({
        "+989121234567, 21408, NOT_SERVED",
        "+963912345678, 21408, NOT_SERVED",
        "12345, 21211, UNKNOWN_NUMBER",
        "Sender, 21211, UNKNOWN_NUMBER",
        "+266696687, 21211, UNKNOWN_NUMBER",
        "+15005550001, 21211, UNKNOWN_NUMBER",
        "+15005550002, 21612, NO_ROUTE",
        "+15005550004, 21610, OPTED_OUT",
        "+15005550009, 21614, NOT_A_MOBILE",
        "+447700900000, 21266, OTHER",
    })
    void whom_the_real_one_cannot_reach_is_refused(String to, int code, Reason reason) {
        assertEquals(new Outcome.Refused(reason, code), network.send(to, "hello"));
        assertEquals(List.of(), network.reported());
    }

    @Test
    void empty_and_overlong_texts_are_refused() {
        assertEquals(new Outcome.Refused(Reason.OTHER, 21_602), network.send(PHONE, " "));
        assertEquals(new Outcome.Refused(Reason.OTHER, 21_617), network.send(PHONE, "a".repeat(1_601)));
        assertInstanceOf(Outcome.Accepted.class, network.send(PHONE, "a".repeat(1_600)));
    }

    @Test
    void with_its_own_stop_list_it_refuses_who_stopped_until_they_start() {
        network.faults.on(Fault.CARRIER_STOP_LIST);
        network.phones.send(PHONE, Network.LINE, "Stop ", false);
        assertEquals("", network.posted.getLast().field("OptOutType"), "it does not say so");
        assertEquals(new Outcome.Refused(Reason.OPTED_OUT, 21_610), network.send(PHONE, "hello"));
        network.phones.send(PHONE, Network.LINE, "please stop hitting me", false);
        assertEquals("", network.posted.getLast().field("OptOutType"));
        network.phones.send(PHONE, Network.LINE, "START", false);
        assertInstanceOf(Outcome.Accepted.class, network.send(PHONE, "hello"));
    }

    @Test
    void with_advanced_opt_out_it_answers_itself_and_says_so() {
        network.faults.on(Fault.ADVANCED_OPT_OUT);
        for (var word : List.of("STOP", "HELP", "START")) {
            network.phones.send(PHONE, Network.LINE, word, false);
            assertEquals(word, network.posted.getLast().field("OptOutType"));
        }
        network.phones.send(PHONE, Network.LINE, "help me please", false);
        assertEquals("", network.posted.getLast().field("OptOutType"));
        assertEquals(
                List.of(InboundTexts.STOPPED, InboundTexts.HELPED, InboundTexts.STARTED),
                network.feed.after(0).stream()
                        .filter(PhoneText::fromLine)
                        .map(PhoneText::body)
                        .toList());
    }

    @Test
    void without_it_stop_is_for_the_line_alone() {
        network.phones.send(PHONE, Network.LINE, "STOP", false);
        assertInstanceOf(Outcome.Accepted.class, network.send(PHONE, "hello"));
    }

    @Test
    void free_words_on_whatsapp_end_a_day_after_the_person_wrote() {
        var whatsapp = "whatsapp:" + PHONE;
        network.phones.send(whatsapp, Network.LINE, "hello", false);
        network.forward(Duration.ofHours(23));
        assertInstanceOf(Outcome.Accepted.class, network.send(whatsapp, "hello"));
        network.forward(Duration.ofHours(1));
        assertEquals(new Outcome.Refused(Reason.SESSION_CLOSED, 63_016), network.send(whatsapp, "hello"));
    }

    @Test
    void a_call_that_times_out_took_nothing() {
        network.faults.on(Fault.CALLS_TIME_OUT, 1);
        assertInstanceOf(Outcome.InDoubt.class, network.send(PHONE, "hello"));
        assertEquals(List.of(), network.reported());
    }

    @Test
    void a_lost_answer_is_made_good_by_the_reports() {
        network.faults.on(Fault.ANSWERS_LOST, 1);
        assertInstanceOf(Outcome.InDoubt.class, network.send(PHONE, "hello"));
        assertEquals(List.of("queued", "sent", "delivered"), network.reported());
    }

    @Test
    void reports_come_doubled_swapped_late_or_never() {
        network.faults.on(Fault.REPORTS_DOUBLED, 1);
        network.send(PHONE, "hello");
        assertEquals(List.of("queued", "queued", "sent", "sent", "delivered", "delivered"), network.reported());
        network.posted.clear();
        network.faults.on(Fault.REPORTS_REORDERED, 1);
        network.send(PHONE, "hello");
        assertEquals(List.of("delivered", "sent", "queued"), network.reported());
        network.posted.clear();
        network.faults.on(Fault.REPORTS_LATE, 1);
        network.send(PHONE, "hello");
        assertEquals(List.of(), network.reported());
        network.forward(Duration.ofSeconds(30));
        assertEquals(List.of("queued", "sent", "delivered"), network.reported());
        network.posted.clear();
        network.faults.on(Fault.REPORTS_LOST, 1);
        network.send(PHONE, "hello");
        network.forward(Duration.ofHours(1));
        assertEquals(List.of(), network.reported());
    }

    @Test
    void a_phone_that_is_off_is_reported_undelivered_with_its_code() {
        network.faults.on(Fault.UNDELIVERED, 1);
        network.send(PHONE, "hello");
        assertEquals(List.of("queued", "sent", "undelivered"), network.reported());
        assertEquals("30003", network.posted.getLast().field("ErrorCode"));
        assertEquals(30_003, network.feed.after(0).getLast().code());
    }
}
