package org.amparo.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which country a number tells. Those of several countries are examples of libphonenumber's own data.
class CountriesTest {
    @ParameterizedTest
    @CsvSource({
        "+40712034567, RO",
        "+77710009998, KZ",
        "+79123456789, RU",
        "+15062345678, CA",
        "+12015550123, US",
        "+18092345678, DO",
        "+18762101234, JM",
        "+447700900201, GB",
        "+447797712345, JE",
        "+393123456789, IT",
        "+12025550123, US",
        "+10005550100, US",
        "+70000000000, RU",
        "+80012345678,",
        "+99912345678,",
    })
    void a_number_tells_the_country_whose_range_it_is_in(String number, String country) {
        assertEquals(country, new PhoneNumber(number).country().orElse(null));
    }
}
