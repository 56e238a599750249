package org.amparo.reading;

import java.util.Locale;
import java.util.regex.Pattern;

/// Tells an advertisement that goes to thousands of numbers (`domain.md` E.5). Careful: a plea that is passed over
/// costs more than a hundred advertisements that are answered. It needs a link or an "opt out", at least one word
/// of the trade and three signs in all; and whoever says I, my or they is a person. Looked at only in a text that
/// is no danger, no command and about no topic.
final class Marketing {
    private static final Pattern LINK = Pattern.compile(
            "https?://|\\bwww\\.|\\b[a-z0-9-]{2,}"
                    + "\\.(com|net|org|ly|co|io|me|info|xyz|top|shop|link|club|online|site|win|app|gl|cc|uk|us|ro|ru|in)\\b(/|\\s|$)");

    private static final Pattern OPT_OUT =
            Pattern.compile("\\b(reply|txt|text|send|sms)\\s+\\W?(stop|quit|end|unsub|out)\\b"
                    + "|\\bto (opt ?-?out|unsubscribe)\\b|\\bstop ?(2|to) ?(end|quit|opt|cancel)"
                    + "|\\bt ?& ?cs?\\b|\\b18 ?\\+|\\bstop au \\d|\\bpara (no recibir|darse de baja)\\b");

    private static final Pattern PRICE = Pattern.compile("\\d ?%|[£$€₹] ?\\d|\\d ?[£$€₹]");

    private static final Pattern TRADE = Pattern.compile("(?U)\\b("
            + "congratulations|congrats|winner|won|win|prize|jackpot|lottery|casino|bet|bets|betting|bonus|spins?|poker|slots"
            + "|gift ?cards?|vouchers?|coupons?|promo(tion)?|promo code|discount|sale|deals?|offers?|cashback|limited time"
            + "|last chance|hurry|exclusive|claim|redeem|click|tap here|shop now|order now|buy now|free entry|free trial"
            + "|free gift|free delivery|subscribe|subscription|bitcoin|crypto|btc|forex|trading|investors?|profits?"
            + "|pre-?approved|parcel|package|delivery fee|redelivery|black friday|new collection|in store|clearance"
            + "|ganaste|ganador|premio|oferta|ofertas|descuento|promoción|haz clic|haga clic|compra ya|sorteo|apuestas"
            + "|gagné|gagnez|gagnant|cadeau|promo|soldes|offre|offres|remise|cliquez|profitez"
            + "|câștigat|câștigător|premiu|reducere|reduceri|ofertă|oferte|click aici"
            + "|выиграли|приз|скидк[аиу]|акция|распродажа|промокод|бонус|ставки|казино|жмите|переходите"
            + "|khuyến mãi|trúng thưởng|giảm giá|ưu đãi"
            + "|nanalo|panalo|libreng|ganhou|prêmio|desconto|clique|خصم|عرض خاص|اربح|ربحت|ऑफर|छूट|इनाम"
            + ")\\b");

    /// Words of somebody who tells of themselves or of others, in the languages advertisements come in.
    private static final Pattern PERSON = Pattern.compile("(?U)\\b("
            + "i|im|i'm|i’m|ive|i've|me|my|mine|we|us|our|he|him|his|she|her|they|them|their|boss|someone|somebody|friend"
            + "|yo|mi|mis|nos|él|ella|ellos|je|j'ai|moi|mon|ma|mes|nous|il|elle|ils|eu|mă|mea|meu|noi|ei|minha|não"
            + "|я|мне|меня|мой|моя|мы|нас|он|она|они|tôi|em|con|ako|ko|kami|siya|sila"
            + "|أنا|انا|لي|معي|نحن|هم|मैं|मुझे|मेरा|मेरी|हम|वे)\\b");

    private static final int SIGNS = 3;
    private static final int LONGEST = 1_000;

    private Marketing() {}

    static boolean is(String body) {
        if (body.length() > LONGEST) {
            return false;
        }
        var text = body.toLowerCase(Locale.ROOT);
        boolean link = LINK.matcher(text).find();
        boolean out = OPT_OUT.matcher(text).find();
        long trade = TRADE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .count();
        if (!(link || out) || trade == 0 || PERSON.matcher(text).find()) {
            return false;
        }
        long signs =
                trade + (link ? 1 : 0) + (out ? 1 : 0) + (PRICE.matcher(text).find() ? 1 : 0);
        return signs >= SIGNS;
    }
}
