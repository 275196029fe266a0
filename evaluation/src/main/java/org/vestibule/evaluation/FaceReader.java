// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.station.Frame;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.face.FaceFinder;
import org.vestibule.vision.internal.face.Quality;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Limits;
import org.vestibule.vision.internal.picture.Picture;
import org.vestibule.vision.internal.point.FaceThresholdsComponent;

/**
 * From a picture to a template, with the gateway's own decoder, detector, alignment and embedding,
 * but without its checks of size, sharpness and liveness: research pictures would not pass them.
 * Used by one thread.
 */
final class FaceReader implements AutoCloseable {
  private static final Limits LIMITS = new Limits(50_000_000, 64_000_000);

  /** Pictures below this height are enlarged; door cameras give no such small ones. */
  private static final int SMALL = 200;

  /** How far small pictures are surrounded by their mean, so that faces do not touch the edge. */
  private static final double MARGIN = 0.5;

  private final OnnxRuntime runtime = new OnnxRuntime();
  private final PackStore store;
  private final ModelLease detection;
  private final ModelLease embedding;
  private final FaceFinder finder;
  private final FaceEmbedding embedder;
  private final Scratch scratch = new Scratch();

  /**
   * Loads the packs.
   *
   * @param detector the pack that finds faces; empty for the one that serves
   */
  FaceReader(Path packs, String detector) throws VestibuleException {
    store = PackStore.open(packs, runtime);
    if (!detector.isEmpty()) {
      store.activate(detector, "evaluation");
    }
    detection = store.lease(ModelSlots.FACE_DETECTION);
    embedding = store.lease(ModelSlots.FACE_EMBEDDING);
    finder = FaceFinder.of(detection);
    embedder = new FaceEmbedding(embedding);
  }

  /** Returns what finds and what embeds, for people. */
  String models() {
    return detection.manifest().id() + " and " + embedding.manifest().id();
  }

  /** Returns the embedding space. */
  String space() {
    return embedder.space();
  }

  /** Returns the bound of similarity that the pack names. */
  double threshold() throws VestibuleException {
    return embedder.threshold();
  }

  /** Returns what the gateway would go by in attempts with so many comparisons. */
  OperatingPoint point(int comparisons) {
    FaceThresholdsComponent thresholds = new FaceThresholdsComponent();
    try {
      thresholds.setStore(store);
      return thresholds.point(space(), comparisons);
    } finally {
      thresholds.deactivate();
    }
  }

  /**
   * Returns the template of the largest face; empty when none is found.
   *
   * @param strict whether a face that the gateway would not judge, for its pose or its light,
   *     counts as none
   */
  Optional<FaceTemplate> read(Path path, boolean strict)
      throws IOException, WrongUse, VestibuleException {
    byte[] bytes = prepared(Files.readAllBytes(path), path);
    Frame frame = new Frame(bytes, Instant.EPOCH, 0);
    Picture picture = scratch.reader().read(frame, LIMITS, Lens.NONE, finder::reduction);
    List<Face> faces = finder.find(picture, scratch);
    if (faces.isEmpty()) {
      return Optional.empty();
    }
    Face face = faces.get(0);
    double reach = 2 * face.height();
    picture.focus(
        face.centreX() - reach,
        face.centreY() - reach,
        face.centreX() + reach,
        face.centreY() + reach,
        (int) (face.height() / 160));
    Face located = finder.locate(face, picture, scratch);
    if (strict && !Quality.inspect(located, picture, scratch, 0).good()) {
      return Optional.empty();
    }
    return Optional.of(embedder.embed(embedder.align(located, picture, scratch)));
  }

  private static byte[] prepared(byte[] bytes, Path path) throws IOException, WrongUse {
    if (!Pgm.is(bytes)) {
      return bytes;
    }
    BufferedImage image;
    try {
      image = Pgm.read(bytes);
    } catch (WrongUse e) {
      throw new WrongUse(path + " is " + e.getMessage());
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image.getHeight() < SMALL ? enlarged(image) : image, "png", png);
    return png.toByteArray();
  }

  /** Twice the size, within a frame of its own mean brightness. */
  private static BufferedImage enlarged(BufferedImage small) {
    int w = 2 * small.getWidth();
    int h = 2 * small.getHeight();
    int margin = (int) (MARGIN * w);
    int[] samples =
        small.getRaster().getSamples(0, 0, small.getWidth(), small.getHeight(), 0, (int[]) null);
    int mean = (int) Arrays.stream(samples).average().orElse(128);
    BufferedImage image =
        new BufferedImage(w + 2 * margin, h + 2 * margin, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(mean, mean, mean));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(small, margin, margin, w, h, null);
    graphics.dispose();
    return image;
  }

  @Override
  public void close() {
    detection.close();
    embedding.close();
    store.close();
    runtime.close();
  }
}
