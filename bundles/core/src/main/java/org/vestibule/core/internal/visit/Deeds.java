// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.Decision;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.speech.Prompt;
import org.vestibule.core.internal.CoreKey;

/** Carries out what was decided, but for the door. On the visit's thread only. */
final class Deeds {
  /** With these somebody is called, whatever a policy says. */
  private static final Set<Intent> CALLING =
      EnumSet.of(Intent.UNCLEAR, Intent.UNKNOWN_LANGUAGE, Intent.EMERGENCY);

  private final Visit visit;
  private final Bell bell;
  private final Listening listening;
  private final Speaker speaker;
  private final Dialogue dialogue;
  private boolean refused;
  private boolean directed;
  private boolean lingers;
  private boolean insisted;
  private Optional<Prompt> said = Optional.empty();

  Deeds(Visit visit, Bell bell, Listening listening, Speaker speaker, Dialogue dialogue) {
    this.visit = visit;
    this.bell = bell;
    this.listening = listening;
    this.speaker = speaker;
    this.dialogue = dialogue;
  }

  /**
   * Returns what holds of a decision: nobody is sent away who was not asked, who is not understood,
   * or who wants a person; and who is called is told whom the visitor would like to see.
   */
  Decision holding(Decision decision) {
    if (decision instanceof Decision.Direct direct && !sendsAway()) {
      String why = insisted ? "The bell was pressed again; " : "";
      return new Decision.Ring(false, why + direct.reason());
    }
    if (decision instanceof Decision.Ring ring && dialogue.wanted().isPresent()) {
      String reason = ring.reason() + "; asks for " + dialogue.wanted().get();
      return new Decision.Ring(ring.urgent(), reason, ring.audience());
    }
    return decision;
  }

  private boolean sendsAway() {
    boolean sure = listening.triage().filter(one -> !CALLING.contains(one.intent())).isPresent();
    boolean answered = dialogue.end().equals(Optional.of(Dialogue.End.ANSWERED));
    return answered && sure && !insisted && !bell.rang();
  }

  /** Returns whether a decision may change by an answer that is still awaited. */
  static boolean needAnswer(Decision decision) {
    return decision instanceof Decision.Ring ring && !ring.urgent()
        || decision instanceof Decision.Direct
        || decision instanceof Decision.AskMore ask && !ask.code();
  }

  /** Calls somebody, or sends the visitor to where nobody is needed. */
  void carryOut(Decision decision) {
    if (decision instanceof Decision.Ring ring) {
      bell.ring(ring);
    } else if (decision instanceof Decision.Direct direct) {
      direct(direct);
    } else if (decision instanceof Decision.Refuse) {
      bell.ring(new Decision.Ring(false, decision.reason()));
      refuse(decision);
    }
    tell(decision);
  }

  /** Tells the visitor what was decided, where the assistant talks. */
  void tell(Decision decision) {
    Optional<Prompt> next = dialogue.end().flatMap(end -> words(decision));
    if (next.isPresent() && !next.equals(said)) {
      said = next;
      speaker.say(List.of(next.get()), () -> {});
    }
  }

  private Optional<Prompt> words(Decision decision) {
    if (decision instanceof Decision.Direct direct) {
      return Optional.of(
          switch (direct.direction()) {
            case PARCEL_ROOM -> Prompt.PARCEL_ROOM;
            case DECLINED -> Prompt.DECLINED;
          });
    }
    if (decision instanceof Decision.Ring ring) {
      boolean foreign =
          listening.triage().filter(one -> one.intent() == Intent.UNKNOWN_LANGUAGE).isPresent();
      return Optional.of(
          ring.urgent()
              ? Prompt.EMERGENCY
              : foreign
                  ? Prompt.OTHER_LANGUAGE
                  : switch (ring.audience()) {
                    case MANAGER -> Prompt.MANAGER_TOLD;
                    case RESIDENTS, EVERYBODY -> Prompt.RINGING;
                  });
    }
    if (decision instanceof Decision.AskMore) {
      return Optional.of(Prompt.ENTER_CODE);
    }
    return decision instanceof Decision.Refuse ? Optional.of(Prompt.REFUSED) : Optional.empty();
  }

  /** The visitor was handed back to the house: what it says and does it says and does anew. */
  void handedBack() {
    said = Optional.empty();
    directed = false;
    lingers = false;
    insisted = false;
  }

  /** Nobody is called; the visit stays open for whoever presses again. */
  private void direct(Decision.Direct direct) {
    if (!directed && !visit.talking.active()) {
      directed = true;
      lingers = true;
      bell.note(direct.reason());
      visit.after(visit.settings.millis(CoreKey.INSIST), () -> lingers = false);
    }
  }

  private void refuse(Decision decision) {
    if (!refused) {
      refused = true;
      visit.desk.note(
          "visit:" + visit.id,
          "entry-refused",
          Map.of("door", visit.info.door().value(), "reason", decision.reason()));
    }
  }

  boolean refused() {
    return refused;
  }

  /** Returns whether the visit stays open for whoever presses again. */
  boolean lingers() {
    return lingers;
  }

  /** Whoever was sent away presses again; returns whether that is so. */
  boolean insists() {
    if (lingers) {
      lingers = false;
      insisted = true;
      return true;
    }
    return false;
  }
}
