package org.amparo.house;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/// A method that only some rooms may call; a violation names the line that leaks.
final class BeCalledFrom extends ArchCondition<JavaMethod> {
    private final List<String> rooms;

    private BeCalledFrom(List<String> rooms) {
        super("be called only from " + rooms);
        this.rooms = rooms;
    }

    static BeCalledFrom rooms(String... rooms) {
        return new BeCalledFrom(List.of(rooms));
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        for (var call : method.getCallsOfSelf()) {
            var caller = call.getOriginOwner().getPackageName();
            if (rooms.stream().noneMatch(room -> caller.equals("org.amparo." + room))) {
                events.add(SimpleConditionEvent.violated(method, call.getDescription()));
            }
        }
    }
}
