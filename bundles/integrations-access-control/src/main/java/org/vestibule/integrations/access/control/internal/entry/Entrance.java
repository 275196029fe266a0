// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.event.DoorEvent.DuressSignalled;
import org.vestibule.api.event.DoorEvent.EntryRefused;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRights;
import org.vestibule.api.rights.AccessRights.CodeAnswer;
import org.vestibule.integrations.access.control.internal.entry.EntryPoint.Sign;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/**
 * One reader and whoever stands before it: what they showed so far, and the keys that they pressed.
 * One thread.
 */
final class Entrance {
  /** So long is waited for the next key. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A card that is held to the reader is read again and again; it counts once in so long. */
  private static final long SAME_CARD_NANOS = 2_000_000_000L;

  private static final int MOST_KEYS = 64;
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

  private final EntryRooms rooms;
  private final InstantSource wall;
  private final LongSupplier ticks;
  private final Executor thread;
  private final EntryRate rate;
  private final StringBuilder keys = new StringBuilder();
  private EntryPoint point;
  private CardBits lastCard;
  private long lastCardNanos;
  private PersonId codeOf;
  private long touched;

  Entrance(EntryRooms rooms, InstantSource wall, LongSupplier ticks, Executor thread) {
    this.rooms = rooms;
    this.wall = wall;
    this.ticks = ticks;
    this.thread = thread;
    rate = new EntryRate(ticks.getAsLong());
  }

  void card(EntryPoint at, CardBits bits, long readNanos) {
    point = at;
    long now = ticks.getAsLong();
    boolean again = bits.equals(lastCard) && readNanos - lastCardNanos < SAME_CARD_NANOS;
    lastCard = bits;
    lastCardNanos = readNanos;
    if (again || tooOld(readNanos, now) || !rate.open(now)) {
      return;
    }
    forget();
    Optional<PersonId> person = holder(bits);
    if (person.isEmpty()) {
      refuse(person, "card-unknown", "The card is nobody's who may come in here now");
      return;
    }
    judge(shown(person, Optional.empty(), Set.of(EntryMethod.CARD), false, readNanos));
  }

  void keys(EntryPoint at, String pressed, long readNanos) {
    // First: whoever went away may not be finished by the next one.
    lookAtTheClock();
    point = at;
    long now = ticks.getAsLong();
    if (tooOld(readNanos, now)) {
      return;
    }
    touched = now;
    for (char key : pressed.toCharArray()) {
      key(key, readNanos);
    }
  }

  private void key(char key, long readNanos) {
    // A star before anything, or where only a code is wanted, takes back; within it divides.
    boolean back = key == '*' && (keys.isEmpty() || codeOf != null);
    if (key == '#' && !keys.isEmpty()) {
      entered(readNanos);
    } else if (back || key == '#' || keys.length() >= MOST_KEYS) {
      forget();
      point.show(Sign.READY);
    } else {
      keys.append(key);
    }
  }

  /** Looks whether somebody went away in the middle. */
  void lookAtTheClock() {
    if (waits() && ticks.getAsLong() - touched >= PATIENCE.toNanos()) {
      Optional<PersonId> person = Optional.ofNullable(codeOf);
      forget();
      if (person.isPresent()) {
        refuse(person, "code-missing", "The code was not entered in time");
      } else {
        point.show(Sign.READY);
      }
    }
  }

  /** Returns whether somebody is in the middle of something. */
  boolean waits() {
    return codeOf != null || !keys.isEmpty();
  }

  private void entered(long readNanos) {
    String entered = keys.toString();
    Optional<PersonId> person = Optional.ofNullable(codeOf);
    forget();
    if (!rate.open(ticks.getAsLong())) {
      point.show(Sign.DENIED);
      return;
    }
    CodeAnswer answer =
        withRights(rights -> rights.check(point.door(), person, entered, wall.instant()));
    if (answer == null) {
      refuse(person, "rights-unknown", "Codes cannot be checked now");
    } else if (answer instanceof CodeAnswer.Code code) {
      Set<EntryMethod> by =
          person.isPresent()
              ? Set.of(EntryMethod.CARD, EntryMethod.CODE)
              : Set.of(EntryMethod.CODE);
      if (code.duress()) {
        rooms.publish(new DuressSignalled(wall.instant(), point.door(), code.person()));
      }
      judge(shown(Optional.of(code.person()), Optional.empty(), by, code.duress(), readNanos));
      if (code.duress()) {
        noteDuress(code.person());
      }
    } else if (answer instanceof CodeAnswer.PassShown pass && person.isEmpty()) {
      Optional<String> id = Optional.of(pass.pass());
      judge(shown(Optional.empty(), id, Set.of(EntryMethod.PASS), false, readNanos));
    } else if (answer instanceof CodeAnswer.LockedOut) {
      refuse(person, "locked-out", "Too many wrong codes; nothing is looked at for a while");
    } else if (answer instanceof CodeAnswer.Unavailable gone) {
      refuse(person, "rights-unknown", gone.why().getMessage());
    } else {
      refuse(person, "code-wrong", "The code is wrong");
    }
  }

  /** Whether the door opens or not, whoever asks for help is heard, and sees what all see. */
  private void noteDuress(PersonId person) {
    rooms.note(
        "reader:" + point.name(),
        "duress-signalled",
        Map.of("door", point.door().value(), "person", person.value()));
  }

  private void judge(Shown shown) {
    String order = UUID.randomUUID().toString();
    Entitlement entitlement = withRights(rights -> rights.reserve(order, shown.request()));
    if (entitlement == null) {
      refuse(shown.person(), "rights-unknown", "Who may pass is not known now");
    } else if (entitlement instanceof Entitlement.Granted granted) {
      new EntryOrder(rooms, wall, ticks, thread, shown, order, granted).give();
    } else if (entitlement instanceof Entitlement.Refused refused) {
      refuse(shown.person(), refused.code(), refused.sentence());
    } else if (entitlement instanceof Entitlement.MoreNeeded more) {
      moreNeeded(shown, more.missing());
    }
  }

  private void moreNeeded(Shown shown, List<Set<EntryMethod>> missing) {
    if (missing.contains(Set.of(EntryMethod.CODE)) && shown.person().isPresent()) {
      codeOf = shown.person().get();
      touched = ticks.getAsLong();
      point.show(Sign.ASK_CODE);
    } else {
      String easiest = missing.isEmpty() ? "something else" : Shown.labels(missing.get(0));
      refuse(shown.person(), "more-needed", "This door wants " + easiest + " as well");
    }
  }

  private Optional<PersonId> holder(CardBits bits) {
    try {
      return rooms.cards().flatMap(book -> book.holder(point.door(), bits));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("A card at reader {} could not be looked up", point.name(), e);
      return Optional.empty();
    }
  }

  /** Returns {@code null} without rights, or when their bundle vanishes under the call. */
  private <T> T withRights(Function<AccessRights, T> question) {
    try {
      return rooms.rights().map(question).orElse(null);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The rights could not be asked at reader {}", point.name(), e);
      return null;
    }
  }

  private Shown shown(
      Optional<PersonId> person,
      Optional<String> pass,
      Set<EntryMethod> by,
      boolean duress,
      long readNanos) {
    Instant when = wall.instant().minusNanos(ticks.getAsLong() - readNanos);
    return new Shown(point, person, pass, by, duress, when, readNanos);
  }

  private void refuse(Optional<PersonId> person, String code, String sentence) {
    rate.refused();
    point.show(Sign.DENIED);
    rooms.publish(new EntryRefused(wall.instant(), point.door(), person, code, sentence));
    Map<String, String> details =
        person
            .map(
                known ->
                    Map.of("door", point.door().value(), "code", code, "person", known.value()))
            .orElse(Map.of("door", point.door().value(), "code", code));
    rooms.note("reader:" + point.name(), "entry-refused", details);
  }

  private static boolean tooOld(long readNanos, long nowNanos) {
    return nowNanos - readNanos >= EntryOrder.LIFE.toNanos();
  }

  private void forget() {
    codeOf = null;
    keys.setLength(0);
  }
}
