package org.amparo.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.CarrierCopies;
import org.amparo.harness.CarrierContract;
import org.amparo.lines.Line;
import org.junit.jupiter.api.AfterEach;

/// The simulated carrier keeps what every carrier must keep.
class SimulatedContractTest implements CarrierContract {
    private final Network network = new Network();

    @AfterEach
    void close() {
        network.close();
    }

    @Override
    public Carrier carrier() {
        return network.carrier;
    }

    @Override
    public Line line() {
        return Network.LINE;
    }

    @Override
    public List<Carried> carried() {
        return network.feed.after(0).stream()
                .filter(text -> !text.status().equals("failed"))
                .map(text -> new Carried(text.phone(), text.body()))
                .toList();
    }

    @Override
    public void next(Fault fault) {
        network.faults.on(
                switch (fault) {
                    case OPTED_OUT -> org.amparo.simulator.Fault.BLOCKED;
                    case TOO_MANY -> org.amparo.simulator.Fault.CALLS_TOO_MANY;
                    case DOWN -> org.amparo.simulator.Fault.CALLS_FAIL;
                    case ANSWER_LOST -> org.amparo.simulator.Fault.ANSWERS_LOST;
                    case NOT_FINAL -> throw new IllegalArgumentException("no hand-over meets it");
                },
                1);
    }

    @Override
    public void nextDeletion(Fault fault) {
        network.faults.on(
                switch (fault) {
                    case TOO_MANY -> org.amparo.simulator.Fault.DELETIONS_TOO_MANY;
                    case DOWN -> org.amparo.simulator.Fault.DELETIONS_FAIL;
                    case ANSWER_LOST -> org.amparo.simulator.Fault.DELETIONS_UNANSWERED;
                    case NOT_FINAL -> org.amparo.simulator.Fault.DELETIONS_TOO_EARLY;
                    case OPTED_OUT -> throw new IllegalArgumentException("no deletion meets it");
                },
                1);
    }

    @Override
    public String arrives(String from, String body, boolean media) {
        network.faults.on(org.amparo.simulator.Fault.INBOUND_LOST, 1);
        return network.phones.send(from, Network.LINE, body, media);
    }

    @Override
    public void callIsOver(String id) {
        assertEquals(new CarrierCopies.Removal.NotFinal(), carrier().delete(line(), id), "it rings");
        network.forward(Duration.ofSeconds(31));
    }

    @Override
    public Instant carrierTime() {
        return network.instant();
    }
}
