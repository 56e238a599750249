package org.amparo.reading;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Tells an advertisement that goes to thousands of numbers (`domain.md` E.5). Careful: a plea that is passed over
/// costs more than a hundred advertisements that are answered. It needs words of the trade, a channel of the trade
/// (a link, an "opt out", or a call to buy) and three signs in all. Whoever says I, my or they is a person; so is
/// who names what hurts or asks whether it is true, in as few words as they like.
///
/// Offers of work, loans, visas and journeys are never dropped: people forward them to us to ask. Looked at only
/// in a text that is no danger and no command.
final class Marketing {
    private static final Pattern LINK = Pattern.compile("https?://|\\bwww\\.|\\b[a-z0-9-]{3,}\\.[a-z]{2,10}/"
            + "|\\b[a-z0-9-]{2,}\\.(com|net|org|ly|co|io|me|info|xyz|top|shop|store|link|club|online|site|win|app|gl"
            + "|cc|tv|bet|vip|live|uk|us|ro|ru|in|es|fr|vn|ph|th|pk|bg|pl|tr)\\b(/|[.!\\s]|$)");

    private static final Pattern OPT_OUT =
            Pattern.compile("\\b(reply|txt|text|send|sms)\\s+\\W?(stop|quit|end|unsub|out)\\b"
                    + "|\\bto (opt ?-?out|unsubscribe)\\b|\\bstop ?(2|to) ?(end|quit|opt|cancel)"
                    + "|\\bt ?& ?cs?\\b|\\b18 ?\\+|\\bstop au \\d|\\bpara (no recibir|darse de baja)\\b"
                    + "|\\b(text|reply|répondez|responde) [a-z]{2,8} (to|au|al) \\d{4,6}\\b|\\*\\d{3}(\\*\\d+)*#");

    /// A call to buy or to play, addressed to everybody.
    private static final Pattern SELLS = Pattern.compile("(?U)\\b("
            + "(shop|order|buy|play|subscribe|register|sign up|bet|trade|compare|redeem|claim|spin|upgrade|book)"
            + " (now|today|online|here|in)|shop at|order at|click|tap here|free (trial|delivery|shipping|quote|spins)"
            + "|buy one|get one free|(today|tonight|weekend) only|only today|this weekend|while stocks last|limited"
            + " (time|offer)|last chance|final hours|use code|with code|discount code|promo code|grand opening|in store"
            + "|for (new|loyal) (customers|players)|per month"
            + "|(compra|pide|juega|contrata|reserva|suscríbete|aprovecha) (ya|ahora|hoy|en)|última oportunidad|con el"
            + " código|haz clic|haga clic|toda la tienda"
            + "|profitez[- ]en|(commandez|achetez|jouez|souscrivez|profitez) (maintenant|vite|et)|cliquez|tout le magasin"
            + "|offre (limitée|exclusive)|vente privée|code [a-z]+\\d+|par mois"
            + "|(cumpără|comandă|joacă|accesați|accesează) (acum|online)|click aici|joacă acum"
            + "|только сегодня|жмите|переходите|перейдите по ссылке|играй|успейте|ждем вас|новым игрокам"
            + "|mua ngay|nhấn vào|hôm nay tặng|toàn bộ cửa hàng|i-?click|bili na|mag-?register na)\\b"
            + "|تسوق|زوروا متجرنا|اضغط|العب الان|اشتر الآن|अभी खरीदें|आज ही|हर खरीद|ابھی خریدیں"
            + "|วันนี้เท่านั้น|ทุกสาขา|แอดไลน์|สมัครวันนี้|คลิก");

    private static final Pattern PRICE = Pattern.compile("\\d ?%|[£$€₹₱] ?\\d|\\d ?[£$€₹₱]|\\b\\d+([.,]\\d\\d)\\b");

    private static final Pattern TRADE = Pattern.compile("(?U)\\b("
            + "congratulations|congrats|winner|won|win|prize|jackpot|lottery|casino|bet|bets|betting|bonus|spins?|poker|slots"
            + "|gift ?cards?|gifts|vouchers?|coupons?|promo(tion)?|promo code|discounts?|sale|deals?|offers?|cashback"
            + "|hurry|exclusive|claim|redeem|free entry"
            + "|free gift|subscribe|subscription|bitcoin|crypto|btc|usdt"
            + "|forex|trading|investors?|invest(ment)?|profits?|pre-?approved|parcel|package|delivery fee|redelivery"
            + "|black friday|new collection|new arrivals|store|clearance|burgers?|pizzas?|shoes|jackets|insurance"
            + "|quotes?|solar panels|unlimited|gb|membership|gym|horoscope|lucky|data bundle|double data|recharge|refund"
            + "|singles|energy bills|any car|first deposit|no deposit|flights"
            + "|ganaste|ganado|ganador|premio|oferta|ofertas|descuento|rebajas|promoción|sorteo|apuestas|giros|bonos?"
            + "|ruleta|tienda|2x1|felicidades|internet|bienvenida"
            + "|gagné|gagnez|gagnant|cadeau|promo|soldes|offre|offres|remise|félicitations|forfait|go|box|collections|voyage"
            + "|remportez|magasin|colis"
            + "|câștigat|câștigător|premiu|reducere|reduceri|ofertă|oferte|rotiri|gratuite|felicitări|cazinou|televizoarele"
            + "|depunere"
            + "|выиграли|приз|скидк[аиу]|акция|распродажа|промокод|бонус|ставки|казино|поздравляем|депозит|обуви|магазине"
            + "|khuyến mãi|trúng thưởng|giảm giá|ưu đãi|nạp thẻ|quay số|cửa hàng"
            + "|nanalo|panalo|libreng|congrats|damit|ganhou|prêmio|desconto)\\b"
            + "|خصم|عرض خاص|عروض|تخفيضات|اربح|ربحت|جائزة|مبروك|بونص|المنتجات|الملابس"
            + "|ऑफर|छूट|इनाम|लॉटरी|बधाई|انعام|مبارک ہو|رعایت"
            + "|โปรโมชั่น|ลด \\d+|โบนัส|สล็อต|แจก|ส่วนลด");

    /// Words of somebody who tells of themselves or of others, who names what hurts, or who doubts, in the
    /// languages advertisements come in.
    private static final Pattern PERSON = Pattern.compile("(?U)\\b("
            + "i|im|i'm|ive|i've|me|my|mine|we|us|our|he|him|his|she|her|they|them|their|boss|someone|somebody|friend"
            + "|help|please|pls|plz|need|not|never|dont|don't|cant|can't|cannot|nobody|forced?|escape|trapped|locked?|guards?"
            + "|door|exit|beat(en|ing|s)?|hurt|scared|afraid|hungry|tired|passport|police|visa|owe[ds]?|debt|owner|girls|men"
            + "|man|people|room|clients|sold|drugs|hotel|compound|scam|lie|lies|fake|real|true|legit|mother|sister|brother"
            + "|daughter|son|child|children|baby|husband|wife|girlfriend|wages|salary|unpaid|no pay|kidneys?|organs?|liver|eggs|surrogacy|surrogate|donor|bride|work(ing)?|job|sleep|food"
            + "|yo|mi|mis|me|nos|él|ella|ellos|ayuda|auxilio|favor|quiero|necesito|tengo|estoy|soy|sin|nadie|jefe|dueño"
            + "|pasaporte|trabajo|salir|verdad|mentira|estafa|hermana|hija|hijo|chicas"
            + "|je|j'ai|moi|mon|ma|mes|nous|il|elle|ils|aide[zr]?|svp|besoin|pas|jamais|patron|passeport|salaire|travail"
            + "|bloquée?|enfermée?|vrai|faux|arnaque|bidon|mensonge|soeur|fille|filles"
            + "|eu|mă|mea|meu|noi|ei|el|ea|mi|ajut\\w*|vreau|nu mă|nu mi|nu pot|sunt|patron|acte|pașaport|salariu|muncă"
            + "|datori[ei]|fals|adevărat|țeapă|sora|fata|fete"
            + "|minha|não|ajuda|estou|tenho|patrão"
            + "|я|мне|меня|мой|моя|мы|нас|нам|он|она|они|их|его|её|ее|ему|помо\\w+|нет|не|хочу|надо|паспорт\\w*|зарплат\\w*"
            + "|работ\\w*|бьют|били|правда|обман|развод|сестра|дочь|девушек|выход\\w*|хозяин|продают|долг\\w*"
            + "|tôi|em|con|họ|nó|giúp|cứu|không|bị|lừa|giấy tờ|hộ chiếu|lương|nợ|nhốt"
            + "|ako|ko|kami|namin|siya|sila|niya|nila|tulong|tulungan|hindi|wala|walang|bawal|amo|pasaporte|sahod|totoo|utang"
            + "|main|mujhe|mera|meri|mere|hum|hame|woh|wo|usne|unhone|malik|seth|nahi|nahin|madad|sach|jhooth|kaam|tankhwah"
            + "|मैं|मुझे|मेरा|मेरी|हम|हमें|वे|वह|उसने|उन्होंने|नहीं|मदद|बचाओ|बंद|झूठ|सच|मालिक|पासपोर्ट|काम|वेतन"
            + "|میں|مجھے|میرا|میری|ہم|وہ|اس نے|انہوں|نہیں|مدد|بچاؤ|بند|جھوٹ|سچ|مالک|پاسپورٹ|کام|تنخواہ)\\b"
            + "|أنا|انا|معي|نحن|هم |هو |هي |اخذ|أخذ|ساعد|اريد|أريد|لا |ليس|بدون راتب|جواز|الباب|مقفل|صاحب العمل|حقيقي|كذب|احتيال"
            + "|ผม|ฉัน|หนู|เรา|เขา|ช่วย|ไม่ได้|โดน|ถูก|บังคับ|นายจ้าง|พาสปอร์ต|หนี|จริงไหม|จริงมั้ย|หลอก");

    /// What people in trouble forward to ask whether it is true: work, money lent, papers, a way abroad.
    private static final Pattern FORWARDED = Pattern.compile("(?U)\\b("
            + "loans?|lend|credit|cash|hiring|vacanc(y|ies)|earn(ing|s)?|make money|income|agents?|agency|visas?|tickets?|abroad"
            + "|waitress|nanny|maid|model(s|ling)?|massage|dancers?|scholarship|training|contract|apply (now|today|at|in|here|online)|recruit\\w*"
            + "|empleo|préstamos?|crédito|gana dinero|ganar|agencia|camarera|modelo|beca"
            + "|prêt|crédit|emploi|gagner|gagnez de l'argent|agence|serveuse|bourse|formation"
            + "|împrumut|angaj\\w*|câștigi|agenți[ea]|loc de muncă|bani"
            + "|займ\\w*|кредит\\w*|заработ\\w*|ваканси\\w*|агентств\\w*|визы?|вложений"
            + "|trabaho|pautang|pera|vay|việc làm|tuyển|naukri|कर्ज|लोन|नौकरी|वीज़ा|قرضہ|نوکری|ویزا)\\b"
            + "|قرض|قروض|وظيف|راتب|تأشيرة|فيزا|สินเชื่อ|กู้|งาน|วีซ่า");

    /// A place, a map, a chat: where somebody is or wants to be met.
    private static final Pattern PLACE = Pattern.compile("\\bmaps?\\b|goo\\.gl|wa\\.me|location|address|what3words");

    /// Asks something: an advertisement that asks is answered rather than a doubt passed over.
    private static final Pattern QUESTION = Pattern.compile("[?؟](\\s|$)");

    private static final int SIGNS = 3;
    /// Topics whose words ("claim", "free") advertisements use too: beside them it takes more. Beside any other
    /// topic a text is always answered.
    private static final Set<String> WEAK_TOPICS = Set.of("compensation", "about-service");

    private static final int SIGNS_WITH_TOPIC = 4;

    private static final int LONGEST = 1_000;

    private Marketing() {}

    /// @param topics the topics the text holds words of
    static boolean is(String body, Collection<String> topics) {
        if (body.length() > LONGEST || !WEAK_TOPICS.containsAll(topics)) {
            return false;
        }
        var text = body.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        long channels = sign(LINK, text) + sign(OPT_OUT, text) + distinct(SELLS, text);
        if (channels == 0
                || PERSON.matcher(text).find()
                || FORWARDED.matcher(text).find()
                || PLACE.matcher(text).find()
                || QUESTION.matcher(text).find()) {
            return false;
        }
        long trade = distinct(TRADE, text);
        return trade > 0 && trade + channels + sign(PRICE, text) >= (topics.isEmpty() ? SIGNS : SIGNS_WITH_TOPIC);
    }

    private static long distinct(Pattern words, String text) {
        return words.matcher(text).results().map(MatchResult::group).distinct().count();
    }

    private static int sign(Pattern sign, String text) {
        return sign.matcher(text).find() ? 1 : 0;
    }
}
