// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.picture.Pictures;

/** Real people, real weights. Skipped where either is absent. */
class RealFacesTest {
  private static final PersonId RESIDENT = new PersonId("resident");
  private static final List<String> PACKS = List.of("fr-detect", "fr-liveness", "fr-feature");

  /** No package registry carries these: a machine without a mirror goes on without them. */
  private static final List<String> MIRRORED = List.of("yunet", "minifasnet");

  @TempDir static Path packs;
  private static OnnxRuntime runtime;
  private static PackStore store;

  private final FaceRoom room = new FaceRoom(Settings.DEFAULTS);

  @BeforeAll
  static void load() throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(Fixtures.folder("faces/stranger2")), "run ./vestibule demo first");
    for (String pack : PACKS) {
      Path from = Fixtures.packs().resolve(pack);
      Assumptions.assumeTrue(Files.isDirectory(from), "run ./vestibule models first: " + pack);
      copy(from);
    }
    for (String pack : MIRRORED) {
      Path from = Fixtures.packs().resolve(pack);
      if (Files.isDirectory(from)) {
        copy(from);
      }
    }
    runtime = new OnnxRuntime();
    store = PackStore.open(packs, runtime);
  }

  private static void copy(Path pack) throws IOException {
    Path target = Files.createDirectory(packs.resolve(pack.getFileName()));
    try (Stream<Path> files = Files.list(pack)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  /** Lets a pack serve; skips the test where it could not be had. */
  private static void serve(String pack) throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(packs.resolve(pack)),
        "set VESTIBULE_MIRROR and run ./vestibule models first: " + pack);
    store.activate(pack, "test");
  }

  @AfterAll
  static void close() {
    if (store != null) {
      store.close();
      runtime.close();
    }
  }

  @BeforeEach
  void defaults() throws Exception {
    serve("fr-detect");
    serve("fr-liveness");
  }

  @ParameterizedTest
  @CsvSource({
    "fr-detect, fr-liveness",
    "fr-detect, minifasnet",
    "yunet, fr-liveness",
    "yunet, minifasnet"
  })
  void everyPairOfFamiliesKnowsTheResidentAndNobodyElse(String detection, String liveness)
      throws Exception {
    serve(detection);
    serve(liveness);
    List<byte[]> resident = frames("resident");
    List<FaceTemplate> enrolled = enrolled(resident);

    for (byte[] frame : every(resident, 7)) {
      FaceAnswer answer = room.verify(store, RESIDENT, enrolled, frame(frame));
      assertThat(answer).as(answer.reason()).isInstanceOf(FaceAnswer.Known.class);
    }
    for (String other : List.of("stranger", "stranger2")) {
      for (byte[] frame : every(frames(other), 5)) {
        FaceAnswer answer = room.verify(store, RESIDENT, enrolled, frame(frame));
        assertThat(answer).as(answer.reason()).isNotInstanceOf(FaceAnswer.Known.class);
      }
    }
  }

  @Test
  void afterASwapOldTemplatesAreServedAndRenewedOnesKnowTheSamePersonAndNoOther() throws Exception {
    List<byte[]> resident = frames("resident");
    List<FaceTemplate> old = enrolled(resident);
    RepackedStore swapped = new RepackedStore(store);
    List<FaceTemplate> renewed = null;
    for (byte[] frame : every(resident, 7)) {
      FaceAnswer answer = room.verify(swapped, RESIDENT, old, frame(frame));
      assertThat(answer).as(answer.reason()).isInstanceOf(FaceAnswer.Known.class);
      renewed = List.of(((FaceAnswer.Known) answer).renewal().orElseThrow());
      assertThat(renewed.get(0).comparableWith(old.get(0))).isFalse();
    }
    for (byte[] frame : every(resident, 7)) {
      FaceAnswer answer = room.verify(swapped, RESIDENT, renewed, frame(frame));
      assertThat(answer).as(answer.reason()).isInstanceOf(FaceAnswer.Known.class);
      assertThat(((FaceAnswer.Known) answer).renewal()).isEmpty();
    }
    for (byte[] frame : every(frames("stranger"), 5)) {
      for (List<FaceTemplate> enrolled : List.of(old, renewed)) {
        FaceAnswer answer = room.verify(swapped, RESIDENT, enrolled, frame(frame));
        assertThat(answer).as(answer.reason()).isNotInstanceOf(FaceAnswer.Known.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"fr-detect", "yunet"})
  void whatCannotBeJudgedIsPoorQuality(String detection) throws Exception {
    serve(detection);
    List<byte[]> resident = frames("resident");
    List<FaceTemplate> enrolled = enrolled(resident);
    BufferedImage good = image(resident.get(20));

    assertPoor(redrawn(good, 0.25, 0, 0, 1), "pixels high", enrolled);
    assertPoor(redrawn(good, 1, 0, 0, 0.2f), "too dark", enrolled);
    assertPoor(blurred(good, 12), "blurred", enrolled);
  }

  @Test
  void aFaceAtTheEdgeIsPoorQualityOrNoFace() throws Exception {
    List<byte[]> resident = frames("resident");
    List<FaceTemplate> enrolled = enrolled(resident);
    BufferedImage good = image(resident.get(20));
    int poor = 0;
    for (int shift = 60; shift <= 200; shift += 20) {
      byte[] moved = Pictures.jpeg(redrawn(good, 1, shift, 0, 1));
      FaceAnswer answer = room.verify(store, RESIDENT, enrolled, frame(moved));
      poor += answer instanceof FaceAnswer.PoorQuality ? 1 : 0;
    }
    assertThat(poor).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 8})
  void aCameraHeldSidewaysIsNoObstacle(int orientation) throws Exception {
    List<byte[]> resident = frames("resident");
    List<FaceTemplate> enrolled = enrolled(resident);
    byte[] sideways = Pictures.jpeg(sideways(image(resident.get(20)), orientation));

    FaceAnswer without = room.verify(store, RESIDENT, enrolled, frame(sideways));
    FaceAnswer with =
        room.verify(
            store, RESIDENT, enrolled, frame(Pictures.withOrientation(sideways, orientation)));

    assertThat(with).as(with.reason()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(without).as(without.reason()).isNotInstanceOf(FaceAnswer.Known.class);
  }

  @Test
  void twoPeopleAreNotEnrolled() throws Exception {
    BufferedImage left = image(frames("resident").get(20));
    BufferedImage right = image(frames("stranger").get(10));
    BufferedImage both = new BufferedImage(760, 300, BufferedImage.TYPE_3BYTE_BGR);
    both.createGraphics().drawImage(left, 0, 0, null);
    both.createGraphics().drawImage(right, 360, 0, null);

    assertThatThrownBy(() -> room.enrol(store, frame(Pictures.jpeg(both))))
        .hasFieldOrPropertyWithValue("code", "several-faces");
  }

  @Test
  void aPictureOfNobodyHasNoFace() throws Exception {
    byte[] nobody = Pictures.jpeg(Pictures.scene(640, 480, false));

    assertThat(room.verify(store, RESIDENT, List.of(), frame(nobody)))
        .isInstanceOf(FaceAnswer.NoFace.class);
  }

  @Test
  void fourThreadsGetTheAnswersOfOneAndBuffersAreUsedAgain() throws Exception {
    room.configure(Settings.of(Map.of("maxConcurrent", "4")));
    List<byte[]> frames = every(frames("resident"), 10);
    List<FaceTemplate> enrolled = enrolled(frames("resident"));
    List<String> alone = new ArrayList<>();
    for (byte[] frame : frames) {
      alone.add(room.verify(store, RESIDENT, enrolled, frame(frame)).reason());
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 8 * frames.size(); i++) {
        byte[] frame = frames.get(i % frames.size());
        calls.add(() -> room.verify(store, RESIDENT, enrolled, frame(frame)).reason());
      }
      int i = 0;
      for (Future<String> answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(alone.get(i++ % alone.size()));
      }
      int growths = room.growths();
      threads.invokeAll(calls);
      assertThat(room.growths()).isEqualTo(growths);
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @CsvSource({"fr-detect, fr-liveness", "yunet, minifasnet", "yunet, fr-liveness"})
  void samplesOfRealAttacksAreSpoofs(String detection, String liveness) throws Exception {
    String set = System.getenv("VESTIBULE_EVAL_DATA");
    Assumptions.assumeTrue(set != null, "set VESTIBULE_EVAL_DATA to a folder that holds spoof/");
    serve(detection);
    serve(liveness);

    assertThat(room.enrol(store, frame(Files.readAllBytes(Path.of(set, "spoof/image_T1.jpg")))))
        .isNotNull();
    for (String attack : List.of("spoof/image_F1.jpg", "spoof/image_F2.jpg")) {
      FaceAnswer answer =
          room.verify(store, RESIDENT, List.of(), frame(Files.readAllBytes(Path.of(set, attack))));
      assertThat(answer).as(attack + ": " + answer.reason()).isInstanceOf(FaceAnswer.Spoof.class);
    }
  }

  private void assertPoor(BufferedImage image, String reason, List<FaceTemplate> enrolled)
      throws Exception {
    FaceAnswer answer = room.verify(store, RESIDENT, enrolled, frame(Pictures.jpeg(image)));
    assertThat(answer).as(answer.reason()).isInstanceOf(FaceAnswer.PoorQuality.class);
    assertThat(answer.reason()).contains(reason);
  }

  private List<FaceTemplate> enrolled(List<byte[]> resident) throws Exception {
    List<FaceTemplate> templates = new ArrayList<>();
    for (byte[] frame : resident.subList(0, 3)) {
      templates.add(room.enrol(store, frame(frame)));
    }
    return templates;
  }

  private static List<byte[]> frames(String person) throws Exception {
    try (Stream<Path> files = Files.list(Fixtures.folder("faces/" + person))) {
      List<byte[]> read = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        read.add(Files.readAllBytes(file));
      }
      return read;
    }
  }

  private static List<byte[]> every(List<byte[]> frames, int step) {
    List<byte[]> some = new ArrayList<>();
    for (int i = 0; i < frames.size(); i += step) {
      some.add(frames.get(i));
    }
    return some;
  }

  private static Frame frame(byte[] encoded) {
    return new Frame(encoded, Instant.EPOCH, 0);
  }

  private static BufferedImage image(byte[] jpeg) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  /** Draws the picture smaller, moved or darker on a blue ground. */
  private static BufferedImage redrawn(
      BufferedImage image, double scale, int right, int down, float brightness) {
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setColor(new Color(60, 90, 150));
    g.fillRect(0, 0, out.getWidth(), out.getHeight());
    double margin = (1 - scale) / 2;
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            right + margin * image.getWidth(), down + margin * image.getHeight());
    place.scale(scale, scale);
    g.drawImage(image, place, null);
    g.setColor(new Color(0, 0, 0, 1 - brightness));
    g.fillRect(0, 0, out.getWidth(), out.getHeight());
    g.dispose();
    return out;
  }

  private static BufferedImage blurred(BufferedImage image, int factor) {
    int w = image.getWidth() / factor;
    int h = image.getHeight() / factor;
    BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = small.createGraphics();
    g.drawImage(image.getScaledInstance(w, h, java.awt.Image.SCALE_AREA_AVERAGING), 0, 0, null);
    g.dispose();
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(small, 0, 0, out.getWidth(), out.getHeight(), null);
    g.dispose();
    return out;
  }

  /** What the sensor of a camera held that way would have stored. */
  private static BufferedImage sideways(BufferedImage upright, int orientation) {
    int turns = orientation == 3 ? 2 : orientation == 6 ? 3 : 1;
    BufferedImage turned = upright;
    for (int i = 0; i < turns; i++) {
      BufferedImage next =
          new BufferedImage(turned.getHeight(), turned.getWidth(), BufferedImage.TYPE_3BYTE_BGR);
      for (int y = 0; y < turned.getHeight(); y++) {
        for (int x = 0; x < turned.getWidth(); x++) {
          next.setRGB(turned.getHeight() - 1 - y, x, turned.getRGB(x, y));
        }
      }
      turned = next;
    }
    return turned;
  }
}
