// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceBlur.Covered;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.picture.JpegWriter;

/**
 * Covers the faces of others. Nobody is in a picture twice: of several faces that are like the
 * person's only the most similar one stays. A cover is one flat colour, for what is only blurred
 * can be guessed again.
 */
final class Others {
  /** A cover reaches beyond the box of a face by this share of it, on each side: hair and ears. */
  private static final double MARGIN = 0.25;

  private final FaceLook look;
  private final Neighbours neighbours;
  private final List<FaceTemplate> stays;

  Others(FaceLook look, Neighbours neighbours, List<FaceTemplate> stays) {
    this.look = look;
    this.neighbours = neighbours;
    this.stays = stays;
  }

  /** Covers; see {@link org.vestibule.api.face.FaceBlur#cover}. */
  Covered cover(Frame frame) throws VestibuleException {
    List<Face> faces = look.faces(frame);
    Face own = null;
    double best = 0;
    for (Face face : faces) {
      double excess = excess(face);
      if (excess > best) {
        best = excess;
        own = face;
      }
    }
    BufferedImage image = JpegWriter.pixels(look.picture());
    double reduction = JpegWriter.reduction(look.picture());
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.GRAY);
    for (Face face : faces) {
      if (face != own) {
        fill(graphics, face, reduction);
      }
    }
    graphics.dispose();
    int stayed = own == null ? 0 : 1;
    return new Covered(JpegWriter.file(image), stayed, faces.size() - stayed);
  }

  /** Returns by how much a face is more like the person than is needed; not above 0: not theirs. */
  private double excess(Face face) throws VestibuleException {
    double best = 0;
    if (stays.isEmpty()) {
      return best;
    }
    var inspection = look.inspect(face);
    if (!inspection.good()) {
      return best;
    }
    for (FaceTemplate template : stays) {
      Optional<FaceEmbedding> model = look.model(template.space());
      if (model.isPresent()) {
        FaceTemplate seen = look.embed(model.get(), inspection.face()).template();
        double similarity = seen.comparableWith(template) ? seen.similarity(template) : -1;
        best = Math.max(best, similarity - threshold(model.get()));
      }
    }
    return best;
  }

  private double threshold(FaceEmbedding model) throws ModelException {
    Optional<FaceThresholds> derived = neighbours.thresholds();
    return derived.isPresent()
        ? derived.get().point(model.space(), stays.size()).threshold()
        : model.threshold();
  }

  private static void fill(Graphics2D graphics, Face face, double reduction) {
    double x = (face.x() - MARGIN * face.width()) / reduction;
    double y = (face.y() - MARGIN * face.height()) / reduction;
    double width = (1 + 2 * MARGIN) * face.width() / reduction;
    double height = (1 + 2 * MARGIN) * face.height() / reduction;
    graphics.fillRect(
        (int) Math.floor(x), (int) Math.floor(y), (int) Math.ceil(width), (int) Math.ceil(height));
  }
}
