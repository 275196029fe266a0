// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.Conversation;

/** How people of the house come to a visitor: they are called, and one of them answers. */
final class Switchboard {
  /** A visit does not close while it is written down who answers. */
  private static final Duration WRITING = Duration.ofSeconds(10);

  private final Desk desk;

  Switchboard(Desk desk) {
    this.desk = desk;
  }

  /** Keeps a visit open while people are called. */
  AutoCloseable keepOpen(Visit visit, Duration most) throws VestibuleException {
    if (most.compareTo(Stay.LEAST) < 0 || most.compareTo(Stay.MOST_CALLING) > 0) {
      throw new IllegalArgumentException(
          most + " is not between " + Stay.LEAST + " and " + Stay.MOST_CALLING);
    }
    return visit.ask(() -> visit.stay.keep(most));
  }

  /** Somebody answers: whoever is first, written down before they hear or say anything. */
  Conversation answer(Visit visit, Answering who) throws VestibuleException {
    AutoCloseable kept = visit.ask(() -> visit.stay.keep(WRITING));
    Talk talk = new Talk(visit, who);
    try {
      if (!visit.talking.claim(talk)) {
        throw Refusals.answered(visit.id);
      }
      write(visit, who);
      visit.ask(
          () -> {
            visit.answered(talk);
            return null;
          });
      return talk;
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      talk.close();
      throw e;
    } finally {
      letGo(kept);
    }
  }

  private void write(Visit visit, Answering who) throws VestibuleException {
    Map<String, String> facts = new TreeMap<>(LettingIn.facts(who));
    facts.put("surface", who.surface());
    AuditTrail audit = desk.rooms().audit.now().orElseThrow(desk.rooms().audit::empty);
    audit.record("visit:" + visit.id, "visit-answered", facts);
  }

  private static void letGo(AutoCloseable kept) {
    try {
      kept.close();
    } catch (Exception e) {
      throw new IllegalStateException("letting go of a visit fails with nothing", e);
    }
  }
}
