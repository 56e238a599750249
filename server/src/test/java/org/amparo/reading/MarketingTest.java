package org.amparo.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Advertisements are told from pleas; no plea is taken for one, however much it looks like it.
class MarketingTest {
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

    /// Better answered once too often.
    @Test
    void an_advertisement_that_holds_the_word_of_a_topic_is_answered() {
        var answered = List.of(
                "Congratulations! You are the winner of a £1000 gift card. Claim now: http://bit.ly/3xYz",
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
