package org.amparo.twilio;

import com.twilio.base.Page;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.type.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.amparo.delivery.Carrier.Outcome;
import org.amparo.delivery.Carrier.Reason;
import org.amparo.delivery.CarrierCopies;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Twilio keeps of messages and of calls (`twilio/rules.md` 9): lists, reads and deletes it. Each request goes
/// out once; whether to try again is the job's decision. Thread-safe.
final class TwilioCopies implements CarrierCopies {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioCopies.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final long PAGE = 500;
    private static final int LISTS = 3;
    private static final int NOT_FINAL = 20_009;

    /// What the id of a call begins with.
    private static final String CALL = "CA";

    private final TwilioRestClient client;

    TwilioCopies(TwilioRestClient client) {
        this.client = client;
    }

    @Override
    public Removal delete(Line line, String carrierId) {
        return removal(() -> {
            if (carrierId.startsWith(CALL)) {
                Call.deleter(carrierId).delete(client);
            } else {
                Message.deleter(carrierId).delete(client);
            }
            return true;
        });
    }

    @Override
    public Removal deleteMedia(Line line, String carrierId) {
        return removal(() -> {
            var all =
                    Media.reader(carrierId).setPageSize(PAGE).firstPage(client).getRecords();
            all.forEach(media -> Media.deleter(carrierId, media.getSid()).delete(client));
            return !all.isEmpty();
        });
    }

    /// Twilio lists one number at a time: the line's messages, those of its WhatsApp sender, then the line's
    /// calls. A page is named by the place of the list among them and Twilio's own address of it.
    @Override
    public Listing list(Line line, Direction direction, Instant from, Instant until, Optional<String> page) {
        int list = page.map(text -> Character.digit(text.charAt(0), 10)).orElse(0);
        var address = page.map(text -> text.substring(1)).orElse("");
        return calling(
                () -> switch (list) {
                    case 0 -> messages(list, line.number().e164(), direction, from, until, address);
                    case 1 -> messages(list, whatsapp(line), direction, from, until, address);
                    default -> calls(list, line.number().e164(), direction, from, until, address);
                },
                failure -> new Listing.Later(failure.reason(), failure.code(), failure.after()));
    }

    private Listing messages(int list, String ours, Direction direction, Instant from, Instant until, String address) {
        var reader = reader(direction, ours, from, until);
        var found = address.isEmpty() ? reader.firstPage(client) : reader.getPage(address, client);
        return new Listing.Page(
                found.getRecords().stream()
                        .filter(message -> direction(message) == direction)
                        .map(message -> copy(message, from))
                        .toList(),
                next(list, found));
    }

    private Listing calls(int list, String ours, Direction direction, Instant from, Instant until, String address) {
        var number = new PhoneNumber(ours);
        var reader = Call.reader()
                .setPageSize(PAGE)
                .setStartTimeAfter(from.atZone(ZoneOffset.UTC))
                .setStartTimeBefore(until.atZone(ZoneOffset.UTC));
        reader = direction == Direction.INBOUND ? reader.setTo(number) : reader.setFrom(number);
        var found = address.isEmpty() ? reader.firstPage(client) : reader.getPage(address, client);
        return new Listing.Page(
                found.getRecords().stream()
                        .map(call -> new Copy(
                                call.getSid(),
                                direction,
                                false,
                                false,
                                startedAt(call).orElse(from)))
                        .toList(),
                next(list, found));
    }

    /// The next page of this list, else the first of the next list.
    private static Optional<String> next(int list, Page<?> found) {
        return found.hasNextPage()
                ? Optional.of(list + found.getNextPageUrl("api"))
                : Optional.of(list + 1).filter(next -> next < LISTS).map(Object::toString);
    }

    private static Optional<Instant> startedAt(Call call) {
        return Optional.ofNullable(call.getStartTime())
                .or(() -> Optional.ofNullable(call.getDateCreated()))
                .map(ZonedDateTime::toInstant);
    }

    @Override
    public Fetched fetch(Line line, String carrierId) {
        return calling(
                () -> {
                    var message = Message.fetcher(carrierId).fetch(client);
                    var from =
                            message.getFrom() == null ? "" : message.getFrom().toString();
                    return new Fetched.Message(
                            Address.read(from) instanceof Address.Read.Reachable(var address)
                                    ? Optional.of(address)
                                    : Optional.empty(),
                            message.getBody() == null ? "" : Base64Text.decoded(message.getBody()),
                            media(message),
                            sentAt(message).orElse(Instant.EPOCH));
                },
                failure -> failure.kind() == Kind.MISSING
                        ? new Fetched.Gone()
                        : new Fetched.Later(failure.reason(), failure.code(), failure.after()));
    }

    private static MessageReader reader(Direction direction, String ours, Instant from, Instant until) {
        var reader = new MessageReader()
                .setPageSize(PAGE)
                .setDateSentAfter(from.atZone(ZoneOffset.UTC))
                .setDateSentBefore(until.atZone(ZoneOffset.UTC));
        var number = new PhoneNumber(ours);
        return direction == Direction.INBOUND ? reader.setTo(number) : reader.setFrom(number);
    }

    private static String whatsapp(Line line) {
        return line.whatsapp()
                .map(Address::carrierForm)
                .orElse("whatsapp:" + line.number().e164());
    }

    private static Copy copy(Message message, Instant from) {
        return new Copy(
                message.getSid(),
                direction(message),
                message.getBody() != null && !message.getBody().isBlank(),
                media(message),
                sentAt(message).orElse(from));
    }

    private static Direction direction(Message message) {
        return message.getDirection() == Message.Direction.INBOUND ? Direction.INBOUND : Direction.OUTBOUND;
    }

    private static boolean media(Message message) {
        return message.getNumMedia() != null && !message.getNumMedia().matches("0*");
    }

    private static Optional<Instant> sentAt(Message message) {
        return Optional.ofNullable(message.getDateSent())
                .or(() -> Optional.ofNullable(message.getDateCreated()))
                .map(ZonedDateTime::toInstant);
    }

    private Removal removal(Supplier<Boolean> deletion) {
        return calling(() -> new Removal.Gone(deletion.get()), failure -> switch (failure.kind()) {
            case MISSING -> new Removal.Gone(false);
            case LATER -> new Removal.Later(failure.reason(), failure.code(), failure.after());
            case REFUSED ->
                failure.code() == NOT_FINAL
                        ? new Removal.NotFinal()
                        : new Removal.Refused(failure.reason(), failure.code());
        });
    }

    private enum Kind {
        /// The carrier has no such message.
        MISSING,
        LATER,
        REFUSED
    }

    /// Why a call brought nothing.
    private record Failure(Kind kind, Reason reason, int code, Duration after) {
        static final Failure MISSING = new Failure(Kind.MISSING, Reason.OTHER, 0, SOON);

        /// Whatever is asked here may be asked again: a doubt is no more than a delay.
        static Failure of(Outcome outcome) {
            return switch (outcome) {
                case Outcome.TryLater(var reason, int code, var after) -> new Failure(Kind.LATER, reason, code, after);
                case Outcome.Refused(var reason, int code) -> new Failure(Kind.REFUSED, reason, code, SOON);
                case Outcome.InDoubt(var reason) -> new Failure(Kind.LATER, reason, 0, SOON);
                case Outcome.Accepted _ -> throw new IllegalArgumentException("no failure");
            };
        }
    }

    private static <T> T calling(Supplier<T> call, Function<Failure, T> failed) {
        try {
            return call.get();
        } catch (OneShotHttpClient.NotReached | OneShotHttpClient.BrokenOff e) {
            return failed.apply(new Failure(Kind.LATER, Reason.CARRIER_DOWN, 0, SOON));
        } catch (OneShotHttpClient.Unexplained e) {
            return failed.apply(Failure.of(ErrorCodes.outcome(e.status(), 0)));
        } catch (ApiException e) {
            return failed.apply(failure(e));
        } catch (RuntimeException e) {
            LOG.error("the carrier's kit failed over a copy ({})", e.getClass().getName());
            return failed.apply(new Failure(Kind.LATER, Reason.OTHER, 0, SOON));
        }
    }

    private static Failure failure(ApiException e) {
        int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
        int code = e.getCode() == null ? 0 : e.getCode();
        return switch (status) {
            case 404 -> Failure.MISSING;
            case 0 -> new Failure(Kind.LATER, Reason.OTHER, code, SOON);
            default -> Failure.of(ErrorCodes.outcome(status, code));
        };
    }
}
