/// Does a person get what we promise? Talks with the line over HTTP, from the first text to the last, every message
/// accounted for.
///
/// The scenarios of `domain.md` I, each one walk with the phones of all who answer, and no message unheard:
///
/// | scenario | what it says | where |
/// |---|---|---|
/// | S01 | all of it, to the count a day later | `ScenariosTest.s01` |
/// | S02 | the ladder to the incident, a late yes | `ScenariosTest.s02_danger_climbs` |
/// | S02 | a yes at once, from abroad | `ScenariosTest.s02_whoever_takes_it` |
/// | S03 | all of it with a holder; with nobody yet | `ScenariosTest.s03_stop`, `.s03_nine` |
/// | S04, S05, S06 | all of it | `ScenariosTest` |
/// | S07 | Saturday, deletion after seven days, danger at 02:30 | `NightScenarioTest` |
/// | S08 | Leo first, notice, mark, the child's wish, a supervisor's reason | `TalkScenariosTest.s08` |
/// | S08 | a second adult in every case | `ChildReferralTest` |
/// | S09 | all but "the screen shows the rule": there is no screen yet | `TalkScenariosTest.s09` |
/// | S10 | no and yes; what the next one sees without a screen | `TalkScenariosTest.s10` |
/// | S10 | the notice before the end of a shift | `ShiftTest` |
/// | S11 | all of it; the carrier too | `TalkScenariosTest.s11` |
/// | S12 | a draft reaches nobody, a second person publishes; the rest needs the console | `PhonesTest.s12` |
@NullMarked
package org.amparo.walks;

import org.jspecify.annotations.NullMarked;
