// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.identification.internal.search.Faces.person;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was removed leaves the memory, and no search that still reads it is disturbed. */
class ForgottenTest {
  private static final float[] EAST = {1, 0, 0};
  private static final float[] NORTH = {0, 1, 0};

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRemovedFaceIsOverwrittenWhenNoSearchReadsItAnyMore(boolean int8) {
    Gallery gallery = new Gallery(3, int8);
    float[] negative = {0, 0, 1};
    gallery.set(person(1), List.of(EAST), List.of(negative));
    gallery.set(person(2), List.of(NORTH), List.of());
    Version earlier = gallery.holdCurrent();
    gallery.set(person(3), List.of(NORTH), List.of());
    Version reading = gallery.holdCurrent();
    gallery.set(person(1), List.of(), List.of());
    Block block = reading.blocks().get(0);

    reading.release();
    assertThat(block.read(0)).as("still read by an earlier search").isEqualTo(EAST);
    assertThat(negative).contains(1);
    earlier.release();
    assertThat(block.read(0)).containsOnly(0);
    assertThat(negative).containsOnly(0);
    assertThat(block.owner(0).person()).isNotEqualTo(person(1));
    assertThat(block.read(1)).isEqualTo(NORTH);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRemovedFaceIsOverwrittenAtOnceWhenNobodySearches(boolean int8) {
    Gallery gallery = new Gallery(3, int8);
    gallery.set(person(1), List.of(EAST, NORTH), List.of());
    Version held = gallery.holdCurrent();
    Block block = held.blocks().get(0);
    held.release();
    gallery.set(person(1), List.of(), List.of());
    assertThat(block.read(0)).containsOnly(0);
    assertThat(block.read(1)).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBlockThatWasGivenUpIsOverwrittenAsAWhole(boolean int8) {
    Gallery gallery = new Gallery(3, int8);
    for (int i = 0; i < Block.ROWS; i++) {
      gallery.set(person(i), List.of(i % 2 == 0 ? EAST : NORTH), List.of());
    }
    Version full = gallery.holdCurrent();
    Block block = full.blocks().get(0);
    full.release();
    for (int i = 0; i <= Block.ROWS / 2; i++) {
      gallery.set(person(i), List.of(), List.of());
    }
    List<Float> left = new ArrayList<>();
    for (int row = 0; row < Block.ROWS; row++) {
      for (float value : block.read(row)) {
        left.add(value);
      }
    }
    assertThat(left).containsOnly(0f);
    Version now = gallery.holdCurrent();
    assertThat(now.blocks()).doesNotContain(block).hasSize(1);
    assertThat(now.templates()).isEqualTo(Block.ROWS / 2 - 1);
    now.release();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsRemovedWhileTheSearchRunsIsNotReturned(boolean int8) {
    Gallery gallery = new Gallery(3, int8);
    gallery.set(person(1), List.of(EAST), List.of());
    gallery.set(person(2), List.of(NORTH), List.of());
    Crew interrupted =
        new Crew(1) {
          @Override
          Scan search(Version version, Probe probe) {
            Scan scan = super.search(version, probe);
            gallery.set(person(1), List.of(), List.of());
            return scan;
          }
        };
    Gallery.Found found = gallery.search(new Probe(EAST.clone()), interrupted);
    assertThat(found.scan().first().person()).isEqualTo(person(2));
    assertThat(found.scan().second()).isNull();
    assertThat(found.templates()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsRenewedIsNeverMissingAndNeverThereTwice(boolean int8) {
    Gallery gallery = new Gallery(3, int8);
    gallery.set(person(1), List.of(EAST), List.of());
    Version before = gallery.holdCurrent();
    gallery.set(person(1), List.of(NORTH), List.of());
    try (Crew crew = new Crew(1)) {
      Scan old = crew.search(before, new Probe(EAST.clone()));
      assertThat(old.first().person()).isEqualTo(person(1));
      assertThat(old.firstSimilarity()).isEqualTo(1);
      before.release();
      Scan now = gallery.search(new Probe(EAST.clone()), crew).scan();
      assertThat(now.firstSimilarity()).isEqualTo(0);
      assertThat(now.second()).isNull();
    }
  }
}
