package org.amparo.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Advertisements are told from pleas; no plea is taken for one, however much it looks like it.
class MarketingTest {
    private static final double FLOOR = 0.33;

    private static final List<String> ADVERTISEMENTS = """
            Winner! Exclusive prize unlocked, tap here www.luckyspin.top
            Congrats! Redeem voucher today at vouchers.link 50% off
            Huge sale! 70% discount this weekend www.megashop.com
            Lottery jackpot £5,000,000 tonight. Subscribe now lotto.win Txt STOP to end
            Flash sale ends tonight! Coupons up to 60% www.shoesdeal.shop
            Hurry! New collection in store, 20% discount. STOP to opt out
            Free trial! Subscribe today: www.streamit.com Text STOP to quit
            Last chance: clearance sale, everything 80% off https://outlet.shop
            Spin and win! Jackpot prize waiting www.spinwin.win T&Cs apply
            Bitcoin bonus! Redeem 0.5 BTC at btcgift.xyz
            Sorteo! Premio de 500 euros. Haz clic www.sorteo.top
            Soldes: remise de 60%. Cliquez www.mode.com STOP au 36180
            Акция! Скидка 50% www.obuv.ru
            Giảm giá 70%, ưu đãi hôm nay www.giay.shop
            Gym promo: 50% discount, exclusive deals www.fitclub.club Txt STOP to end
            Congratulations, lucky winner! Redeem prize now prizes.link
            Trading bonus $100, forex profits, click www.fxbonus.io
            Buy now! Premium coffee deals 30% www.coffee.shop
            50% off everything this weekend only. Shop now: https://fashionhub.shop/sale Txt STOP to end
            Black Friday deals start now! Up to 70% discount at megashop.com. Text STOP to opt out
            Crypto trading made easy. 300% profits weekly. Click www.coinprofit.xyz
            Bet £10 get £40 in free bets. www.betnow.com 18+ T&Cs apply. Reply STOP to unsubscribe
            Hurry, exclusive discount for loyal customers, tap here: https://t.ly/abcd
            Unlimited streaming, free trial, subscribe today www.streamit.com. Text STOP to quit
            Ganaste un premio de 1000€. Haz clic en bit.ly/premio1
            Sorteo: premio de €500. Haga clic https://sorteo.top para no recibir mensajes responda BAJA
            Soldes ! Jusqu'à -60% de remise. Cliquez www.mode.com STOP au 36180
            Gagnez 1000€ ! Cliquez ici: bit.ly/gagne
            Reduceri de 50% la pantofi! Click aici www.magazin.ro
            Ați câștigat un premiu de 500 lei. Click aici: premiu.top
            Вы выиграли приз! Жмите https://priz.win
            Распродажа! Скидка 70% только сегодня: www.magazin.ru
            Khuyến mãi lớn, giảm giá 50%: www.shop.com
            Congrats! Exclusive voucher unlocked. Redeem at vouchers.link
            Forex trading bonus $100. Click www.fxbonus.io Txt STOP to end
            """.lines().toList();

    private static final List<String> PLEAS = """
            is this real? it says i won a prize http://bit.ly/3xYz
            they made me click www.jobs-dubai.com and now I owe money
            someone sent my photos to www.site.com help
            he sells me on www.escorts.com
            my boss says claim the bonus only if I stay
            agent offers job with free flight, 100% safe? www.work-abroad.top
            the offer says €3000 a month, hotel work, www.eurojobs.com
            they promise a prize if we bring more girls
            I work in a scam casino and cannot leave
            we must send texts: congratulations you are the winner, or they hit us
            forced to do crypto scam, boss keeps passport
            casino compound in Myanmar, phones taken, help
            they want me to click a link and pay delivery fee
            the package is drugs, they make me carry the parcel
            win my freedom please
            is the discount agent real www.visa-cheap.com
            free entry visa, agent wants $2000
            how do i unsubscribe from him
            text stop to who? he will not stop
            please reply, not an advert, I need a person http://maps.google.com/?q=44.4,26.1
            here: https://maps.app.goo.gl/abc
            https://maps.google.com/?q=44.4,26.1
            www.facebook.com/someone is the man who sold us
            mi jefe dice oferta de trabajo en www.trabajo.com pero me quita el pasaporte
            me dijeron que gané un premio y ahora me piden dinero bit.ly/x
            on m'a promis un cadeau et une offre de travail, cliquez ici disait-il
            mi-au promis premiu si acum imi cer bani www.job.ro
            мне обещали бонус и приз, а теперь держат в казино
            hứa thưởng khuyến mãi rồi giữ hộ chiếu của tôi www.vieclam.com
            pinangakuan ako ng bonus sa casino pero kinuha ang passport ko
            buy me back they say 50% today
            STOP
            claim wages how
            bonus not paid, deal was 500€
            sale of kidney offer $5000 www.kidney.com
            """.lines().toList();

    private static Reading read(String text) {
        return Words.read(text, null);
    }

    @Test
    void advertisements_are_told() {
        assertEquals(
                List.of(),
                ADVERTISEMENTS.stream().filter(text -> !read(text).marketing()).toList());
    }

    /// Both written before the rule was looked at, the second part kept aside while it was mended. What people
    /// forward to ask about (jobs, loans, visas, parcels held) is answered, and so never among the told.
    @Test
    void of_texts_written_without_sight_of_the_rule_many_advertisements_are_told_and_no_plea() throws IOException {
        var report = new StringBuilder("Advertisements told, and pleas taken for one, of texts written before\n");
        var dropped = new ArrayList<String>();
        var told = new TreeMap<String, int[]>();
        for (var row : Csv.rows("/reading/marketing.csv")) {
            boolean plea = row.get(0).equals("plea");
            var text = row.get(3).replace(".example", ".com");
            boolean marketing = read(text).marketing();
            var count = told.computeIfAbsent(row.get(0) + " " + row.get(1), _ -> new int[2]);
            count[0] += marketing ? 1 : 0;
            count[1]++;
            if (plea && (marketing || Marketing.is(text, List.of()))) {
                dropped.add(text);
            }
        }
        told.forEach((what, count) ->
                report.append(String.format(Locale.ROOT, "%-22s %2d of %2d%n", what, count[0], count[1])));
        Words.report("reading-marketing.txt", report.toString());
        assertEquals(List.of(), dropped);
        assertTrue(share(told, "advertisement first") >= FLOOR, report::toString);
        assertTrue(share(told, "advertisement second") >= FLOOR, report::toString);
    }

    private static double share(Map<String, int[]> told, String what) {
        var count = told.getOrDefault(what, new int[] {0, 1});
        return (double) count[0] / count[1];
    }

    /// Better answered once too often: people forward such texts to ask whether they are true.
    @Test
    void an_offer_somebody_may_ask_us_about_is_answered() {
        var answered = List.of(
                "Personal loan approved, cash today! Claim your bonus at quickloans.com 0% interest",
                "Waitress jobs in Dubai! Earn $3000, exclusive offer, apply now www.dubaijobs.com",
                "Your parcel is waiting. Pay the delivery fee of £1.99 to redeliver: post-redelivery.info/uk",
                "Job offer! Earn 50% more, click www.job.top Reply STOP to opt out");
        assertEquals(
                List.of(),
                answered.stream().filter(text -> read(text).marketing()).toList());
    }

    @Test
    void no_plea_is_taken_for_one() {
        assertEquals(
                List.of(), PLEAS.stream().filter(text -> read(text).marketing()).toList());
    }
}
