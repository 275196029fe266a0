// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.people.PersonId;
import org.vestibule.rights.internal.KeyedHash.Digest;
import org.vestibule.rights.internal.rule.PassFacts;

/**
 * The passes, and how often each was used. A use is charged on the disk before its door is ordered,
 * and given back there after the door has not opened: whatever is cut off between the two leaves a
 * use too many charged, and never one too few. It is charged as soon as the pass is shown, so that
 * an order seldom has to wait for it. Thread-safe.
 */
final class PassBook {
  /** So long a pass that was shown stays charged for an order that may follow. */
  private static final long SHOWN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final int UNKNOWN = -1;

  private final Map<String, Live> byId = new HashMap<>();
  private final Map<Digest, String> byNumber = new HashMap<>();
  private final Map<Digest, String> byPicture = new HashMap<>();

  /** A pass with its counters. */
  private static final class Live {
    private KeptPass kept;
    private int used;
    private int promised;
    private int onDisk;
    private boolean shown;
    private long shownNanos;

    /** What the disk is to say. */
    private int target(long nanos) {
      shown = shown && nanos - shownNanos < SHOWN_NANOS;
      return Math.min(kept.uses(), used + promised + (shown ? 1 : 0));
    }

    private PassFacts facts() {
      return new PassFacts(
          kept.id(),
          new PersonId(kept.host()),
          kept.doors().stream().map(DoorId::new).collect(Collectors.toSet()),
          Instant.ofEpochMilli(kept.from()),
          Instant.ofEpochMilli(kept.until()),
          kept.uses(),
          used + promised,
          kept.revoked());
    }

    private boolean over(Instant now) {
      return kept.revoked() || used >= kept.uses() || now.toEpochMilli() >= kept.until();
    }
  }

  /**
   * How the attempt to take a use ended.
   *
   * @param onDisk whether the use that was promised is charged already
   */
  record Taking(Entitlement entitlement, boolean onDisk) {}

  /** A pass and how often it was used. */
  record Counted(KeptPass pass, int used) {}

  /** Takes a pass that was issued, changed or read; its counters stay if it was there. */
  synchronized void put(KeptPass pass) {
    Live live = byId.computeIfAbsent(pass.id(), id -> new Live());
    if (live.kept == null) {
      live.used = pass.charged();
      live.onDisk = pass.charged();
    }
    live.kept = pass;
    byNumber.put(new Digest(pass.number()), pass.id());
    byPicture.put(new Digest(pass.picture()), pass.id());
  }

  synchronized void remove(String id) {
    Live live = byId.remove(id);
    if (live != null) {
      byNumber.remove(new Digest(live.kept.number()), id);
      byPicture.remove(new Digest(live.kept.picture()), id);
    }
  }

  synchronized void clear() {
    byId.clear();
    byNumber.clear();
    byPicture.clear();
  }

  /** Returns whether a live pass has this number. */
  synchronized boolean taken(Digest number, Instant now) {
    String id = byNumber.get(number);
    return id != null && !byId.get(id).over(now);
  }

  synchronized Optional<String> find(Digest number, Digest picture) {
    return Optional.ofNullable(byNumber.get(number))
        .or(() -> Optional.ofNullable(byPicture.get(picture)));
  }

  synchronized Optional<PassFacts> facts(String id) {
    return Optional.ofNullable(byId.get(id)).map(Live::facts);
  }

  /** Returns a pass as it is to lie on the disk. */
  synchronized Optional<KeptPass> kept(String id) {
    return Optional.ofNullable(byId.get(id))
        .map(live -> live.kept.charged(Math.max(live.onDisk, live.used + live.promised)));
  }

  synchronized List<Counted> all() {
    List<Counted> all = new ArrayList<>();
    byId.values().forEach(live -> all.add(new Counted(live.kept, live.used)));
    return all;
  }

  /** Returns how many of a host are live. */
  synchronized int live(PersonId host, Instant now) {
    return (int)
        byId.values().stream()
            .filter(live -> live.kept.host().equals(host.value()) && !live.over(now))
            .count();
  }

  /** Notes that a pass was shown: a use is charged on the disk in case that it comes to one. */
  synchronized void shown(String id, long nanos) {
    Live live = byId.get(id);
    if (live != null) {
      live.shown = true;
      live.shownNanos = nanos;
    }
  }

  /** Judges with the numbers of this moment, and takes a use if that is granted. */
  synchronized Taking take(String id, Function<Optional<PassFacts>, Entitlement> judge) {
    Live live = byId.get(id);
    Entitlement entitlement = judge.apply(Optional.ofNullable(live).map(Live::facts));
    boolean byPass =
        entitlement instanceof Entitlement.Granted granted && granted.pass().isPresent();
    if (!byPass || live == null) {
      return new Taking(entitlement, true);
    }
    live.promised++;
    live.shown = false;
    return new Taking(entitlement, live.onDisk >= live.used + live.promised);
  }

  /** Says whether a use that was promised was one. */
  synchronized void settle(String id, boolean used) {
    Live live = byId.get(id);
    if (live != null && live.promised > 0) {
      live.promised--;
      live.used += used ? 1 : 0;
    }
  }

  /**
   * Returns what the disk is to say of a pass, if it says something else. What is not charged any
   * more counts so from now on, before it is written.
   */
  synchronized Optional<KeptPass> toWrite(String id, long nanos) {
    Live live = byId.get(id);
    if (live == null || live.target(nanos) == live.onDisk) {
      return Optional.empty();
    }
    int target = live.target(nanos);
    live.onDisk = Math.min(live.onDisk, target);
    return Optional.of(live.kept.charged(target));
  }

  /** Says that this lies on the disk now. */
  synchronized void written(KeptPass pass) {
    Live live = byId.get(pass.id());
    if (live != null) {
      live.onDisk = pass.charged();
    }
  }

  /** Says that nobody knows what lies on the disk now. */
  synchronized void notWritten(String id) {
    Live live = byId.get(id);
    if (live != null) {
      live.onDisk = UNKNOWN;
    }
  }

  /** Returns the passes of which the disk says something else than it is to say. */
  synchronized List<String> unwritten(long nanos) {
    return byId.values().stream()
        .filter(live -> live.target(nanos) != live.onDisk)
        .map(live -> live.kept.id())
        .toList();
  }
}
