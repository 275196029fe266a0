// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.face.FaceBlur.Covered;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.picture.Pictures;

/**
 * Pictures that are given to one of two real people. Skipped where weights or people are absent.
 */
class OthersTest {
  @TempDir static Path folder;
  private static RealPacks packs;

  private Visit visit;
  private byte[] both;
  private FaceTemplate resident;

  @BeforeAll
  static void load() throws Exception {
    packs = new RealPacks(folder);
  }

  @AfterAll
  static void close() {
    if (packs != null) {
      packs.close();
    }
  }

  @BeforeEach
  void twoPeople() throws Exception {
    visit = new Visit(packs.store);
    BufferedImage left = Redrawn.image(RealPacks.frames("resident").get(20));
    BufferedImage right = Redrawn.image(RealPacks.frames("stranger").get(10));
    BufferedImage image = new BufferedImage(760, 300, BufferedImage.TYPE_3BYTE_BGR);
    image.createGraphics().drawImage(left, 0, 0, null);
    image.createGraphics().drawImage(right, 360, 0, null);
    both = Pictures.jpeg(image);
    resident = visit.shot(RealPacks.frames("resident").get(0)).template();
  }

  @Test
  void withoutATemplateNobodyStays() throws Exception {
    Covered covered = cover(both, List.of());

    assertThat(covered.stayed()).isZero();
    assertThat(covered.covered()).isEqualTo(2);
    assertThat(cover(covered.jpeg(), List.of()).covered()).as("faces left").isZero();
  }

  @Test
  void onlyThePersonStays() throws Exception {
    Covered covered = cover(both, List.of(resident));

    assertThat(covered.stayed()).isEqualTo(1);
    assertThat(covered.covered()).isEqualTo(1);
    // One face is left, and it is theirs: it can be enrolled, and stays when covered again.
    assertThat(visit.shot(covered.jpeg()).template().similarity(resident)).isGreaterThan(0.4f);
    Covered again = cover(covered.jpeg(), List.of(resident));
    assertThat(again.stayed()).isEqualTo(1);
    assertThat(again.covered()).isZero();
  }

  @Test
  void aStrangerIsCoveredAndNothingIsSaidOfTheCamera() throws Exception {
    byte[] marked = Pictures.withOrientation(RealPacks.frames("stranger").get(10), 1);
    Covered covered = cover(marked, List.of(resident));

    assertThat(covered.stayed()).isZero();
    assertThat(covered.covered()).isEqualTo(1);
    assertThat(new String(marked, StandardCharsets.ISO_8859_1)).contains("Exif");
    assertThat(new String(covered.jpeg(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
  }

  private Covered cover(byte[] jpeg, List<FaceTemplate> stays) throws Exception {
    return visit.room.cover(packs.store, visit.next(jpeg), stays);
  }
}
