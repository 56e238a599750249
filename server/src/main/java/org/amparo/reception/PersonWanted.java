package org.amparo.reception;

import jakarta.inject.Singleton;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.Places;
import org.amparo.dialogue.Effect;
import org.amparo.escalation.Exclusions;
import org.amparo.escalation.Handovers;

/// A person is asked for: a place in the queue, who it shall be, or a message left for later. Works inside the
/// caller's transaction.
@Singleton
final class PersonWanted {
    private final Places places;
    private final Handovers handovers;
    private final Exclusions exclusions;
    private final Contacts contacts;

    PersonWanted(Places places, Handovers handovers, Exclusions exclusions, Contacts contacts) {
        this.places = places;
        this.handovers = handovers;
        this.exclusions = exclusions;
        this.contacts = contacts;
    }

    void await(Effect.Wait wait, Course course) {
        var now = course.heard().now();
        if (course.left()) {
            // Who was asked, was asked about a message; the place is a new one.
            course.conversation().ifPresent(id -> handovers.ended(id, now));
        }
        var priority = OpenConversation.Priority.valueOf(wait.priority().name());
        var waiting = places.await(course.pair(), priority, now);
        course.goesOn(waiting);
        handovers.request(waiting, now);
    }

    /// Who is in danger is waited for, not written to later.
    void leaveMessage(Course course) {
        if (course.inDanger()) {
            return;
        }
        var now = course.heard().now();
        course.sending(course.sending().leftMessage());
        course.conversation().ifPresent(id -> handovers.ended(id, now));
        var left = places.leave(course.pair(), now);
        course.goesOn(left);
        handovers.request(left, now);
    }

    /// They may be a child: the mark is the contact's, and whoever holds the talk is followed by somebody trained.
    void mayBeChild(Course course) {
        contacts.mayBeChild(course.contact());
        course.conversation().ifPresent(handovers::mayBeChild);
    }

    void prefer(Effect.Prefer prefer, Course course) {
        course.conversation()
                .ifPresent(id -> handovers.prefer(
                        id, prefer.gender(), prefer.only(), course.heard().now()));
    }

    void needs(Effect.Needs needs, Course course) {
        course.conversation()
                .ifPresent(
                        id -> handovers.needs(id, needs.skill(), course.heard().now()));
    }

    void notTheLast(Course course) {
        exclusions.notTheLast(course.contact(), course.line(), course.heard().now());
    }
}
