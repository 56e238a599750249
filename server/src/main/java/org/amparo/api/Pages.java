package org.amparo.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.language.Locales;
import org.jspecify.annotations.Nullable;

/// The information as light web pages. An address holds a language and menu numbers, a title the neutral name:
/// neither a history nor a tab tells what was read (`domain.md` E.3).
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class Pages {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private final Editions editions;

    Pages(Editions editions) {
        this.editions = editions;
    }

    /// The languages; nothing else, as nothing is known of who looks.
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<ModelAndView<Map<String, Object>>> languages(
            HttpRequest<?> request, @Nullable @QueryValue String line) {
        var edition = editions.find(line);
        if (edition.isEmpty()) {
            return missing(request);
        }
        var lang = Wish.byHeader(request).among(edition.get().offered());
        var writer = new PageWriter(edition.get(), lang, line);
        return answer(request, edition.get().name("/", lang), writer.languages())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }

    /// A menu, a section or a topic; a page that says so where there is none. Other edges' addresses are not ours.
    @Get("/{path:(?!api\\b|assets\\b|console\\b|health\\b|metrics\\b|phone\\b|twilio\\b).+}")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<ModelAndView<Map<String, Object>>> page(
            HttpRequest<?> request, @PathVariable String path, @Nullable @QueryValue String line) {
        var edition = editions.find(line);
        var place = Place.read(path);
        if (edition.isEmpty() || place.isEmpty()) {
            return missing(request);
        }
        var lang = language(edition.get(), place.get().lang());
        if (lang.isEmpty()) {
            return missing(request);
        }
        var there = place.get().in(lang.get());
        var writer = new PageWriter(edition.get(), lang.get(), line);
        var page = writer.at(there);
        if (page.isEmpty()) {
            return guarded(HttpResponse.notFound(writer.missing()));
        }
        if (!there.path().equals("/" + path)) {
            return HttpResponse.<ModelAndView<Map<String, Object>>>temporaryRedirect(URI.create(writer.href(there)))
                    .header(HttpHeaders.CACHE_CONTROL, Freshness.ASK);
        }
        return answer(request, edition.get().name(there.path()), page.get());
    }

    /// The nearest offered language; English where none is near. Empty for a word that is no language.
    private static Optional<String> language(Edition edition, String tag) {
        var canonical = Locales.canonical(tag);
        var near = Locales.nearest(List.of(canonical), edition.offered());
        boolean known = !Locales.englishName(tag).equalsIgnoreCase(canonical);
        return near.or(() -> known ? Optional.of(Locales.SOURCE) : Optional.empty());
    }

    private MutableHttpResponse<ModelAndView<Map<String, Object>>> missing(HttpRequest<?> request) {
        var edition = editions.of(null);
        var lang = Wish.byHeader(request).among(edition.offered());
        return guarded(HttpResponse.notFound(new PageWriter(edition, lang, null).missing()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    }

    private static MutableHttpResponse<ModelAndView<Map<String, Object>>> answer(
            HttpRequest<?> request, String name, ModelAndView<Map<String, Object>> page) {
        return guarded(Freshness.answer(request, name, Freshness.ASK, () -> HttpResponse.ok(page)));
    }

    /// Nothing from elsewhere is loaded, nobody is told where the reader came from, nothing frames the page.
    private static <T> MutableHttpResponse<T> guarded(MutableHttpResponse<T> response) {
        return response.contentType(HTML)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }
}
