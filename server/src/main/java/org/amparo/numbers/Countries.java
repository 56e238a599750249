package org.amparo.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;

/// The country of a number, by libphonenumber's data.
final class Countries {
    private Countries() {}

    static Optional<String> of(PhoneNumber number) {
        try {
            var util = PhoneNumberUtil.getInstance();
            var parsed = util.parse(number.e164(), null);
            var region = util.getRegionCodeForCountryCode(parsed.getCountryCode());
            return "ZZ".equals(region) || "001".equals(region) ? Optional.empty() : Optional.of(region);
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
