// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceQuality;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.camera.CameraProfile;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Inspection;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Pictures;

/** What real weights make of real faces that can be judged badly or not at all. */
class RealQualityTest {
  @TempDir static Path folder;
  private static RealPacks packs;

  private final Scratch scratch = new Scratch();
  private Visit visit;

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
  void defaults() throws Exception {
    packs.serve("fr-detect");
    packs.serve("fr-liveness");
    visit = new Visit(packs.store);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr-detect", "yunet"})
  void whatCannotBeJudgedIsPoorQuality(String detection) throws Exception {
    packs.serve(detection);
    BufferedImage good = Redrawn.image(RealPacks.frames("resident").get(20));

    assertPoor(Redrawn.redrawn(good, 0.25, 0, 0, 1), "pixels high");
    assertPoor(Redrawn.redrawn(good, 1, 0, 0, 0.2f), "too dark");
    assertPoor(Redrawn.blurred(good, 12), "blurred");
  }

  @Test
  void aFaceAtTheEdgeIsPoorQualityOrNoFace() throws Exception {
    BufferedImage good = Redrawn.image(RealPacks.frames("resident").get(20));
    int poor = 0;
    for (int shift = 60; shift <= 200; shift += 20) {
      visit.begin(1, 1);
      FaceAnswer answer = look(Pictures.jpeg(Redrawn.redrawn(good, 1, shift, 0, 1)));
      poor += answer instanceof FaceAnswer.PoorQuality ? 1 : 0;
    }
    assertThat(poor).isGreaterThan(1);
  }

  /**
   * The figures of the README. Bare faces: 120 frames of three videos and 100 portraits; a few
   * portraits hold a face that is too small. The same with a scarf or dark glasses drawn over them.
   */
  @ParameterizedTest
  @ValueSource(strings = {"fr-detect", "yunet"})
  void noBareFaceCountsAsCoveredAndMostCoveredOnesDo(String detection) throws Exception {
    packs.serve(detection);
    int bare = 0;
    int scarves = 0;
    int glasses = 0;
    for (BufferedImage image : people()) {
      Inspection inspection = inspect(image);
      if (inspection.quality().isEmpty()) {
        continue;
      }
      bare++;
      assertThat(inspection.refusal()).isEmpty();
      double[] points = inspection.face().points();
      scarves += covered(Redrawn.scarf(image, points), "mouth and chin seem");
      glasses += covered(Redrawn.glasses(image, points), "eyes seem");
    }
    System.out.printf(
        "%s: bare %d, scarves found %d, dark glasses found %d%n",
        detection, bare, scarves, glasses);
    assertThat(bare).isGreaterThan(210);
    assertThat(scarves).isGreaterThan(bare * 8 / 10);
    assertThat(glasses).isGreaterThan(bare / 2);
  }

  @Test
  void aSmallerOrDarkerOrBlurredFaceHasLessOfAVote() throws Exception {
    BufferedImage good = Redrawn.image(RealPacks.frames("resident").get(20));
    double best = score(good);

    assertThat(best).isBetween(0.5, 1.0);
    assertThat(score(Redrawn.redrawn(good, 0.6, 0, 0, 1))).isLessThan(best);
    assertThat(score(Redrawn.redrawn(good, 1, 0, 0, 0.5f))).isLessThan(best);
    assertThat(score(Redrawn.blurred(good, 3))).isLessThan(best);
  }

  @Test
  void fourThreadsGetTheAnswersOfOneAndBuffersAreUsedAgain() throws Exception {
    visit.configure("maxConcurrent", "4");
    List<byte[]> frames = RealPacks.frames("resident").subList(0, 6);
    List<String> alone = new ArrayList<>();
    for (byte[] frame : frames) {
      alone.add(said(frame));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 8 * frames.size(); i++) {
        byte[] frame = frames.get(i % frames.size());
        calls.add(() -> said(frame));
      }
      int i = 0;
      for (Future<String> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(alone.get(i++ % alone.size()));
      }
      int growths = visit.room.growths();
      threads.invokeAll(calls);
      assertThat(visit.room.growths()).isEqualTo(growths);
    } finally {
      threads.shutdown();
    }
  }

  private String said(byte[] frame) throws VestibuleException {
    FaceQuality quality =
        visit.room.shot(packs.store, Optional.empty(), Visit.at(frame, 0)).quality();
    return quality.toString();
  }

  private double score(BufferedImage image) throws Exception {
    return inspect(image).quality().orElseThrow().score();
  }

  private int covered(BufferedImage image, String reason) throws Exception {
    return inspect(image).refusal().filter(said -> said.contains(reason)).isPresent() ? 1 : 0;
  }

  private Inspection inspect(BufferedImage image) throws Exception {
    try (FaceLook look =
        new FaceLook(packs.store, Settings.DEFAULTS, CameraProfile.ORDINARY, scratch)) {
      List<Face> faces = look.faces(Visit.at(Pictures.jpeg(image), 0));
      return faces.isEmpty() ? Inspection.refused(null, "no face") : look.inspect(faces.get(0));
    }
  }

  private static List<BufferedImage> people() throws Exception {
    List<BufferedImage> images = new ArrayList<>();
    for (String person : List.of("resident", "stranger", "stranger2")) {
      for (byte[] frame : RealPacks.frames(person)) {
        images.add(Redrawn.image(frame));
      }
    }
    for (byte[] portrait : RealPacks.portraits()) {
      images.add(Redrawn.framed(Redrawn.image(portrait), 480, 360));
    }
    return images;
  }

  private void assertPoor(BufferedImage image, String reason) throws Exception {
    visit.begin(1, 1);
    FaceAnswer answer = look(Pictures.jpeg(image));
    assertThat(answer).as(answer.reason()).isInstanceOf(FaceAnswer.PoorQuality.class);
    assertThat(answer.reason()).contains(reason);
  }

  private FaceAnswer look(byte[] jpeg) throws Exception {
    FaceTemplate nobody = FaceTemplate.of("nowhere", new float[] {1});
    return visit.watch.look(Visit.claim(nobody), visit.next(jpeg)).answer();
  }
}
