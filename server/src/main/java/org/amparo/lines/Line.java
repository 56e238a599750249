package org.amparo.lines;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.language.Folding;
import org.amparo.numbers.Address;
import org.amparo.numbers.PhoneNumber;

/// One of our own numbers, as its file describes it.
///
/// @param number where texts reach us and from which we answer
/// @param whatsapp the WhatsApp sender, if there is one
/// @param messagingService the carrier's messaging service to send through, if not from the number itself
/// @param country ISO 3166 code of the country the line serves
/// @param languageOrder decides between tied languages, and the order of language pages
/// @param coverText what an unsafe person is answered, once; says nothing true about the service
/// @param silentWord a harmless word printed on outreach cards: alone it means UNSAFE
/// @param stopNamed the market demands the service's name in the answer to STOP
/// @param accentFree texts leave without accents outside GSM-7, at half the price
/// @param notServed prefixes the carrier does not serve, such as `+98`
/// @param emergencyNumbers numbers that, texted alone, mean danger
/// @param partners whom people may be referred to
public record Line(
        UUID id,
        UUID organisationId,
        String name,
        PhoneNumber number,
        Optional<Address> whatsapp,
        Optional<String> messagingService,
        String country,
        ZoneId zone,
        Hours hours,
        List<String> languageOrder,
        String coverText,
        Optional<String> silentWord,
        boolean stopNamed,
        boolean accentFree,
        List<String> notServed,
        List<String> emergencyNumbers,
        List<Partner> partners) {
    public Line {
        languageOrder = List.copyOf(languageOrder);
        notServed = List.copyOf(notServed);
        emergencyNumbers = List.copyOf(emergencyNumbers);
        partners = List.copyOf(partners);
    }

    /// True when a text is the silent word, however a keyboard writes it.
    public boolean silent(String body) {
        return silentWord.filter(word -> plain(word).equals(plain(body))).isPresent();
    }

    private static String plain(String text) {
        return Folding.accentFree(Folding.normalise(text, 200)).strip();
    }

    /// The scope under which a release keeps this line's values.
    public String scope() {
        return "line:" + name;
    }

    /// The line's number as it is printed on posters and pages.
    public String publicNumber() {
        return number.published();
    }
}
