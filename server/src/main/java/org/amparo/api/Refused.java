package org.amparo.api;

import io.micronaut.http.HttpStatus;

/// A request that cannot be answered as asked. Carries the problem to the edge; holds nothing of the request.
final class Refused extends RuntimeException {
    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    static Refused badRequest(String name, String title, String mend) {
        return new Refused(Problem.named(HttpStatus.BAD_REQUEST, name, title, mend));
    }

    static Refused notFound(String name, String title, String mend) {
        return new Refused(Problem.named(HttpStatus.NOT_FOUND, name, title, mend));
    }

    Problem problem() {
        return problem;
    }
}
