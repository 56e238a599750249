package org.amparo.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;
import java.util.stream.Stream;

/// The country of a number, by libphonenumber's data.
final class Countries {
    private Countries() {}

    /// The country whose range it is in: one calling code may be several countries'. A number in no known range,
    /// such as a fictional one, is of the country that the calling code is of first.
    static Optional<String> of(PhoneNumber number) {
        try {
            var util = PhoneNumberUtil.getInstance();
            var parsed = util.parse(number.e164(), null);
            return Stream.of(
                            Optional.ofNullable(util.getRegionCodeForNumber(parsed)),
                            Optional.of(util.getRegionCodeForCountryCode(parsed.getCountryCode())))
                    .flatMap(Optional::stream)
                    .filter(region -> !"ZZ".equals(region) && !"001".equals(region))
                    .findFirst();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /// Grouped as people write it abroad, such as `+44 7700 900000`; as it stands where the plan is not known.
    static String international(PhoneNumber number) {
        try {
            var util = PhoneNumberUtil.getInstance();
            return util.format(util.parse(number.e164(), null), PhoneNumberUtil.PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return number.e164();
        }
    }
}
