// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/**
 * How visitors say by a number who they are, and when their face is looked at for it: with a claim
 * at once, with a code or a pass only if the rights want a face beside it. On the visit's thread
 * only.
 */
final class Naming {
  private final Sight sight;
  private final Search search;
  private final Dialogue dialogue;
  private final Claims claims;
  private final Asking asking;
  private final Rights rights;
  private final Entries entries;
  private final BooleanSupplier over;
  private final Runnable decide;
  private boolean faceTried;

  /**
   * @param over whether nothing that is entered counts any more
   * @param decide told when there is nothing more to look at
   */
  Naming(
      Visit visit,
      Sight sight,
      Search search,
      Dialogue dialogue,
      Claims claims,
      Asking asking,
      Rights rights,
      BooleanSupplier over,
      Runnable decide) {
    this.sight = sight;
    this.search = search;
    this.dialogue = dialogue;
    this.claims = claims;
    this.asking = asking;
    this.rights = rights;
    this.entries = new Entries(visit, claims, rights, asking, over, this::entered, decide);
    this.over = over;
    this.decide = decide;
  }

  /** A number, or the face behind one, is being looked at, or nothing counts any more. */
  private boolean closed() {
    return entries.looking() || sight.looking() && claims.made() || over.getAsBoolean();
  }

  /** Returns whether these keys can only be a number, and no answer. */
  boolean fits(String keys) {
    return entries.fits(keys);
  }

  /**
   * Takes a number: the code that somebody was asked for, a claim, a unit with a code, a pass; not
   * while another one or the face behind it is being looked at, and not after an order. It takes
   * over from a search for nobody in particular.
   */
  void take(Claim claim) {
    if (closed()) {
      return;
    }
    search.end();
    dialogue.overtaken();
    Optional<PersonId> awaited = asking.whose();
    asking.answered();
    if (awaited.isPresent()) {
      lookUp(awaited, claim);
      return;
    }
    sight.stop();
    rights.forget();
    claims.take(claim);
    if (claims.person().isEmpty()) {
      lookUp(Optional.empty(), claim);
    } else if (!look()) {
      decide.run();
    }
  }

  private void lookUp(Optional<PersonId> awaited, Claim claim) {
    if (!entries.look(awaited, claim)) {
      decide.run();
    }
  }

  /** A code or a pass is known; a face that was seen before it is too old by now. */
  private void entered() {
    sight.stop();
    rights.forget();
    asking.answered();
    search.end();
    dialogue.overtaken();
    faceTried = false;
    decide.run();
  }

  /** Takes what a picture carries; a number that is being looked at comes first. */
  void pictured(String text) {
    if (!closed()) {
      entries.lookAtPicture(text);
    }
  }

  /**
   * Begins to look where only a face is missing beside what was entered; returns whether it did.
   *
   * @param ruling what the rights say of it
   */
  boolean lacksFace(Ruling ruling) {
    if (faceTried || !ruling.lacksFace(claims)) {
      return false;
    }
    faceTried = true;
    return look();
  }

  private boolean look() {
    return sight.begin(claims.person().map(Person::id));
  }
}
