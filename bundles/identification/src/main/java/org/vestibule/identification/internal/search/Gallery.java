// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.people.PersonId;

/**
 * Everybody who is enrolled in one embedding space. Searches take no lock and see one version from
 * beginning to end; changes take turns, append rows, and mark those that are gone. A block of which
 * more than half is gone is given up, its living rows move to the end: adding or removing one
 * person touches one or two blocks, however large the gallery is. Thread-safe.
 */
final class Gallery {
  private final int length;
  private final boolean int8;
  private final Map<PersonId, Enrolled> people = new HashMap<>();
  private volatile Version current = Version.empty();

  /**
   * @param length numbers of a direction
   * @param int8 see {@link QuantisedBlock}
   */
  Gallery(int length, boolean int8) {
    this.length = length;
    this.int8 = int8;
  }

  /**
   * Sets what is enrolled of one person; nothing, to remove them. After it has returned no search
   * returns what was there before.
   *
   * @param directions of length 1
   * @param negatives directions of faces that are not this person; taken over
   */
  synchronized void set(PersonId person, List<float[]> directions, List<float[]> negatives) {
    Enrolled before = people.remove(person);
    if (before == null && directions.isEmpty()) {
      return;
    }
    Draft draft = new Draft();
    if (before != null) {
      draft.bury(before);
    }
    if (!directions.isEmpty()) {
      Enrolled enrolled = new Enrolled(person, negatives.toArray(float[][]::new));
      people.put(person, enrolled);
      directions.forEach(direction -> draft.append(enrolled, direction));
    }
    draft.compact();
    draft.publish();
  }

  /** Returns whether somebody is enrolled here. */
  synchronized boolean holds(PersonId person) {
    return people.containsKey(person);
  }

  /** Removes everybody. */
  synchronized void clear() {
    Draft draft = new Draft();
    people.values().forEach(draft.gone::add);
    people.clear();
    draft.giveUp(draft.blocks);
    draft.rowsOfLast = Block.ROWS;
    draft.templates = 0;
    draft.publish();
  }

  /** Returns how many directions are enrolled. */
  int templates() {
    return current.templates();
  }

  /** Searches until what was found is still true at the end, which is at once but for a race. */
  Found search(Probe probe, Crew crew) {
    while (true) {
      Version version = holdCurrent();
      Scan scan;
      try {
        scan = crew.search(version, probe);
      } finally {
        version.release();
      }
      if (scan.holds()) {
        return new Found(scan, version.templates());
      }
      Thread.onSpinWait();
    }
  }

  /** What was found, and among how many directions. */
  record Found(Scan scan, int templates) {}

  /** Holds what is current; its holder reads it unchanged until it lets go. */
  Version holdCurrent() {
    Version version = current;
    while (!version.hold()) {
      version = current;
    }
    return version;
  }

  /** The next version, while its writer makes it. */
  private final class Draft {
    private final List<Block> blocks = new ArrayList<>(current.blocks());
    private final List<Runnable> erasures = new ArrayList<>();
    private final List<Enrolled> gone = new ArrayList<>();
    private int rowsOfLast = current.rowsOfLast();
    private int templates = current.templates();

    void bury(Enrolled enrolled) {
      for (Enrolled.Place place : enrolled.places()) {
        place.block().bury();
        erasures.add(() -> place.block().erase(place.row()));
        templates--;
      }
      gone.add(enrolled);
    }

    void append(Enrolled enrolled, float[] direction) {
      if (rowsOfLast == Block.ROWS) {
        blocks.add(Block.of(length, int8));
        rowsOfLast = 0;
      }
      Block last = blocks.get(blocks.size() - 1);
      last.put(rowsOfLast, enrolled, direction);
      enrolled.places().add(new Enrolled.Place(last, rowsOfLast));
      rowsOfLast++;
      templates++;
    }

    void compact() {
      List<Block> full = rowsOfLast == Block.ROWS ? blocks : blocks.subList(0, blocks.size() - 1);
      List<Block> sparse = full.stream().filter(Block::sparse).toList();
      giveUp(sparse);
      for (Block block : sparse) {
        for (int row = 0; row < Block.ROWS; row++) {
          Enrolled owner = block.owner(row);
          if (people.get(owner.person()) == owner) {
            owner.places().remove(new Enrolled.Place(block, row));
            append(owner, block.read(row));
            templates--;
          }
        }
      }
    }

    /** Takes blocks out; they are erased as wholes. */
    void giveUp(List<Block> given) {
      given.forEach(block -> erasures.add(block::erase));
      blocks.removeAll(List.copyOf(given));
    }

    void publish() {
      Version before = current;
      Version next = before.successor(blocks, rowsOfLast, templates);
      gone.forEach(enrolled -> erasures.add(enrolled::erase));
      before.endWith(next, erasures);
      gone.forEach(enrolled -> enrolled.endIn(next.number()));
      current = next;
      before.release();
    }
  }
}
