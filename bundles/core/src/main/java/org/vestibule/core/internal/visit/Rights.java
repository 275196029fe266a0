// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.event.DoorEvent.EntryRefused;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.door.Trace;

/**
 * What the rights that this house keeps say in one visit; where it keeps none they say nothing, and
 * where they cannot be asked they refuse. On the visit's thread only; they are asked elsewhere, so
 * that rights that hang or are being replaced hold no other visit.
 */
final class Rights {
  static final String STAGE = "rights";

  private final Visit visit;
  private final Runnable news;
  private final Set<String> told = new HashSet<>();
  private Optional<Showing> asked = Optional.empty();
  private Optional<Entitlement> said = Optional.empty();

  /**
   * @param news told when they have answered
   */
  Rights(Visit visit, Runnable news) {
    this.visit = visit;
    this.news = news;
  }

  /** Returns whether this house keeps rights, be they here or not. */
  boolean kept() {
    return visit.settings.rightsRequired() || here();
  }

  private boolean here() {
    return visit.desk.rooms().rights.expected(visit.settings.millis(CoreKey.REPLACEMENT));
  }

  /** Returns whether they have been asked and have not answered yet. */
  boolean awaited() {
    return visit.stages.runs(STAGE);
  }

  /** Somebody else, or the same one a second time: they are asked anew. */
  void forget() {
    visit.stages.cancel(STAGE);
    asked = Optional.empty();
    said = Optional.empty();
  }

  /** Returns what they say; empty while they are {@link #awaited()}, and where there are none. */
  Optional<Entitlement> of(Showing showing) {
    if (!asked.equals(Optional.of(showing))) {
      forget();
      if (!showing.ofNobody() && kept()) {
        ask(showing);
      }
    }
    return said;
  }

  /** The duress of a code is left out: nothing that is decided, told or shown depends on it. */
  private void ask(Showing showing) {
    asked = Optional.of(showing);
    AccessRequest request = showing.request(visit.info.door(), false, visit.desk.ticks().now());
    Duration life = visit.settings.millis(CoreKey.ORDER_LIFE);
    Deadline deadline = new Deadline(System.nanoTime(), life);
    visit.stages.<Entitlement>run(
        STAGE,
        visit.desk.workers().rights(),
        () -> deadline.left(System.nanoTime()),
        () ->
            visit.desk.rooms().rights.call(life, deadline::extend, rights -> rights.judge(request)),
        this::judged);
  }

  private void judged(Entitlement answer, Throwable failure) {
    said = Optional.of(answer != null ? answer : unknown(failure));
    news.run();
  }

  private Entitlement unknown(Throwable failure) {
    String why = failure == null ? "there was no answer" : Why.of(failure);
    visit.diary.degraded("The rights of this door could not be asked: " + why);
    String sentence =
        here()
            ? "The rights of this door cannot be asked now"
            : "The rights of this house are not here, and without them no door opens";
    return new Entitlement.Refused("rights-unknown", sentence, Optional.empty(), List.of());
  }

  /** Says once in a visit for each reason that what was shown lets nobody in. */
  void refused(Optional<PersonId> person, Entitlement.Refused refused) {
    if (!told.add(refused.code())) {
      return;
    }
    visit.diary.publish(
        new EntryRefused(
            visit.desk.ticks().now(),
            visit.info.door(),
            person,
            refused.code(),
            refused.sentence()));
    Map<String, String> facts = new TreeMap<>();
    facts.put("door", visit.info.door().value());
    facts.put("code", refused.code());
    facts.put("rules", Trace.of(refused));
    person.ifPresent(who -> facts.put("person", who.value()));
    visit.desk.note("visit:" + visit.id, "entry-refused", facts);
  }
}
