// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.api.rights.AccessRights.CodeAnswer;
import org.vestibule.core.internal.CoreKey;

/**
 * Numbers that only the rights can read: the code of somebody who was asked for it, a unit with a
 * code, a pass. On the visit's thread only.
 */
final class Entries {
  static final String STAGE = "code";
  private static final String PICTURE = "picture";

  private final Visit visit;
  private final Claims claims;
  private final Rights rights;
  private final Asking asking;
  private final Distress distress;
  private final BooleanSupplier over;
  private final Runnable known;
  private final Runnable unknown;

  /**
   * @param over whether nothing that is entered counts any more
   * @param known told when a number is known, and the claims have it
   * @param unknown told when it is not, or could not be looked at
   */
  Entries(
      Visit visit,
      Claims claims,
      Rights rights,
      Asking asking,
      BooleanSupplier over,
      Runnable known,
      Runnable unknown) {
    this.visit = visit;
    this.claims = claims;
    this.rights = rights;
    this.asking = asking;
    this.distress = new Distress(visit);
    this.over = over;
    this.known = known;
    this.unknown = unknown;
  }

  /** Returns whether a number is being looked at. */
  boolean looking() {
    return visit.stages.runs(STAGE);
  }

  /** Returns whether these keys can be a number of the rights, and not an answer or a claim. */
  boolean fits(String keys) {
    return rights.kept() && (keys.length() > SpokenNumber.MOST_DIGITS || keys.matches(".*[*#].*"));
  }

  /**
   * Looks at a number that was entered, where rights are kept and this station is believed;
   * otherwise it is wrong.
   *
   * @param awaited whose code was asked for; empty for anybody's
   * @return whether it is being looked at
   */
  boolean look(Optional<PersonId> awaited, Claim claim) {
    if (!rights.kept() || claims.blocked()) {
      claims.wrong();
      return false;
    }
    check(
        STAGE,
        awaited,
        claim.code(),
        (answer, failure) -> {
          notKnown(awaited, answer, failure);
          unknown.run();
        });
    return true;
  }

  /** Looks at what a picture carries; one that is no pass's is none of the visit's business. */
  void lookAtPicture(String text) {
    check(PICTURE, Optional.empty(), text, (answer, failure) -> {});
  }

  private void check(
      String stage,
      Optional<PersonId> awaited,
      String entered,
      BiConsumer<CodeAnswer, Throwable> otherwise) {
    Instant at = visit.desk.ticks().now();
    long atNanos = System.nanoTime();
    Duration life = visit.settings.millis(CoreKey.ORDER_LIFE);
    Deadline deadline = new Deadline(atNanos, life);
    Gate<AccessRights> gate = visit.desk.rooms().rights;
    visit.stages.<CodeAnswer>run(
        stage,
        visit.desk.workers().rights(),
        () -> deadline.left(System.nanoTime()),
        () ->
            gate.call(
                life,
                deadline::extend,
                service -> service.check(visit.info.door(), awaited, entered, at)),
        (answer, failure) -> {
          if (over.getAsBoolean() || stage.equals(PICTURE) && looking()) {
            return;
          }
          if (!take(awaited, answer, at, atNanos)) {
            otherwise.accept(answer, failure);
          }
        });
  }

  /** Takes what is known; returns whether it is. */
  private boolean take(Optional<PersonId> awaited, CodeAnswer answer, Instant at, long atNanos) {
    if (answer instanceof CodeAnswer.PassShown shown && awaited.isEmpty()) {
      Optional<String> pass = Optional.of(shown.pass());
      claims.take(new Entry(Optional.empty(), pass, false, at, atNanos), Optional.empty());
    } else if (answer instanceof CodeAnswer.Code code
        && awaited.filter(person -> !person.equals(code.person())).isEmpty()) {
      if (code.duress()) {
        distress.signal(code.person());
      }
      Optional<PersonId> whose = Optional.of(code.person());
      claims.take(
          new Entry(whose, Optional.empty(), code.duress(), at, atNanos), person(code.person()));
    } else {
      return false;
    }
    known.run();
    return true;
  }

  private void notKnown(Optional<PersonId> awaited, CodeAnswer answer, Throwable failure) {
    if (answer instanceof CodeAnswer.LockedOut) {
      String sentence = "Codes are not looked at for a while after too many wrong ones";
      visit.diary.degraded(sentence);
      rights.refused(
          Optional.empty(),
          new Entitlement.Refused("locked-out", sentence, Optional.empty(), List.of()));
    } else if (answer instanceof CodeAnswer.Unavailable unavailable) {
      visit.diary.degraded("No code can be looked at: " + unavailable.why().getMessage());
    } else if (answer == null) {
      visit.diary.degraded("No code could be looked at: " + Why.of(failure));
    } else {
      claims.wrong();
      int left = answer instanceof CodeAnswer.Wrong wrong ? wrong.left() : 0;
      if (awaited.isPresent() && left > 0 && !claims.blocked()) {
        asking.again(awaited.get());
      }
    }
  }

  private Optional<Person> person(PersonId id) {
    try {
      return visit.desk.rooms().people.now().flatMap(people -> people.person(id));
    } catch (RuntimeException | LinkageError e) {
      visit.diary.degraded("The people directory failed: " + Why.of(e));
      return Optional.empty();
    }
  }
}
