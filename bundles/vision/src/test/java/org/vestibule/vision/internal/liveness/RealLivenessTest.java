// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.station.Frame;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.Fixtures;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.FaceFinder;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.liveness.LivenessSettings.Challenge;
import org.vestibule.vision.internal.liveness.TrackLiveness.Finding;
import org.vestibule.vision.internal.liveness.TrackLiveness.Verdict;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Limits;
import org.vestibule.vision.internal.picture.Picture;
import org.vestibule.vision.internal.picture.Pictures;

/** The real ensemble and the cues over a real video. */
class RealLivenessTest {
  private static final List<String> PACKS = List.of("fr-detect", "liveness-ensemble");
  private static final Limits LIMITS = new Limits(12_000_000, 8_000_000);

  @TempDir static Path packs;
  private static OnnxRuntime runtime;
  private static PackStore store;
  private static FaceFinder finder;
  private static LivenessCheck check;
  private static final List<ModelLease> LEASES = new ArrayList<>();

  private final Scratch scratch = new Scratch();
  private Picture picture;

  @BeforeAll
  static void load() throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(Fixtures.folder("faces/resident")), "run ./vestibule demo first");
    for (String pack : PACKS) {
      Path from = Fixtures.packs().resolve(pack);
      Assumptions.assumeTrue(
          Files.isDirectory(from), "set VESTIBULE_MIRROR and run ./vestibule models: " + pack);
      Path to = Files.createDirectory(packs.resolve(pack));
      try (var files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    runtime = new OnnxRuntime();
    store = PackStore.open(packs, runtime);
    store.activate("liveness-ensemble", "test");
    LEASES.add(store.lease(ModelSlots.FACE_DETECTION));
    LEASES.add(store.lease(ModelSlots.FACE_LIVENESS));
    finder = FaceFinder.of(LEASES.get(0));
    check = LivenessCheck.of(LEASES.get(1));
  }

  @AfterAll
  static void close() {
    LEASES.forEach(ModelLease::close);
    if (store != null) {
      store.close();
      runtime.close();
    }
  }

  @Test
  void threeNetworksWithWeightsOfTheirOwnMakeTheScore() throws Exception {
    Face face = look(frames().get(30));

    float[] scores = check.scores(face, picture, scratch);

    assertThat(check.networks()).containsExactly("liveness", "scale27", "scale40");
    assertThat(check.score(face, picture, scratch))
        .isCloseTo((2 * scores[0] + scores[1] + scores[2]) / 4, within(1e-4f));
  }

  @Test
  void theResidentIsAliveInEveryPictureOfTheirVideo() throws Exception {
    for (Finding finding : track(Challenge.OFF, frames(), 200_000_000L)) {
      assertThat(finding.verdict()).as(finding.reason()).isEqualTo(Verdict.ALIVE);
    }
  }

  @Test
  void aSheetWithTheResidentIsNeverAliveAndThenASpoof() throws Exception {
    List<byte[]> sheets = new ArrayList<>();
    for (byte[] frame : frames().subList(30, 38)) {
      sheets.add(sheet(frame));
    }

    List<Finding> findings = track(Challenge.OFF, sheets, 200_000_000L);

    assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.ALIVE);
    assertThat(findings.get(7).verdict()).isEqualTo(Verdict.SPOOF);
  }

  @Test
  void onePictureAgainAndAgainIsWithheld() throws Exception {
    byte[] still = frames().get(30);

    List<Finding> findings =
        track(Challenge.OFF, List.of(still, still, still, still, still), 300_000_000L);

    assertThat(findings.get(0).verdict()).isEqualTo(Verdict.ALIVE);
    assertThat(findings.get(4).verdict()).isEqualTo(Verdict.UNSURE);
    assertThat(findings.get(4).reason()).contains("no camera's");
  }

  @Test
  void whoeverIsAlwaysAskedIsNotAliveBeforeTheyDidIt() throws Exception {
    // Whoever does not move does nothing that could be asked.
    List<byte[]> same = Collections.nCopies(10, frames().get(30));

    List<Finding> findings = track(Challenge.ALWAYS, same, 1_000_000_000L);

    assertThat(findings.get(0).challenge()).isPresent();
    assertThat(findings.get(9).challenge()).isEmpty();
    assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.ALIVE);
    assertThat(findings.get(9).reason()).contains("not done within");
  }

  private List<Finding> track(Challenge challenge, List<byte[]> files, long nanos)
      throws Exception {
    TrackLiveness track = new TrackLiveness(new LivenessSettings(0, challenge));
    List<Finding> findings = new ArrayList<>();
    for (byte[] file : files) {
      Face face = look(file);
      findings.add(track.look(check, face, picture, scratch, findings.size() * nanos, false));
    }
    return findings;
  }

  private Face look(byte[] file) throws Exception {
    Frame frame = new Frame(file, Instant.EPOCH, 0);
    picture = scratch.reader().read(frame, LIMITS, Lens.NONE, finder::reduction);
    Face face = finder.find(picture, scratch).get(0);
    picture.focus(0, 0, picture.width(), picture.height(), 1);
    return finder.locate(face, picture, scratch);
  }

  private static List<byte[]> frames() throws Exception {
    List<byte[]> frames = new ArrayList<>();
    try (var files = Files.list(Fixtures.folder("faces/resident"))) {
      for (Path file : files.sorted().toList()) {
        frames.add(Files.readAllBytes(file));
      }
    }
    return frames;
  }

  /** The frame on white paper before a grey wall, small enough that all four borders show. */
  private static byte[] sheet(byte[] frame) throws Exception {
    BufferedImage photo = ImageIO.read(new ByteArrayInputStream(frame));
    BufferedImage scene = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = scene.createGraphics();
    pen.setColor(new Color(110, 105, 100));
    pen.fillRect(0, 0, 640, 480);
    pen.setColor(Color.WHITE);
    pen.fillRect(165, 100, 310, 254);
    pen.drawImage(photo, 175, 112, 290, 230, null);
    pen.dispose();
    return Pictures.jpeg(scene);
  }
}
