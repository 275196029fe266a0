// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Family {@code yunet}: anchor-free boxes and five points in one pass (W. Wu, H. Peng, S. Yu,
 * "YuNet: A Tiny Millisecond-level Face Detector", Machine Intelligence Research 2023).
 *
 * <p>Network {@code detect}: colour [1, 3, h, w]; for the strides 8, 16 and 32 the outputs {@code
 * cls_s}, {@code obj_s} [1, n, 1], {@code bbox_s} [1, n, 4] and {@code kps_s} [1, n, 10]. The
 * picture is fitted into the upper left with its proportions; the rest repeats its edge.
 */
public final class YunetFinder implements FaceFinder {
  private static final int[] STRIDES = {8, 16, 32};

  private final ModelLease lease;
  private final NetworkInput detect;
  private final PixelScale colour;
  private final double threshold;
  private final double overlap;

  public YunetFinder(ModelLease lease) throws ModelException {
    this.lease = lease;
    ModelManifest manifest = lease.manifest();
    detect = NetworkInput.of(manifest, "detect", 3);
    colour = PixelScale.of(manifest);
    threshold = manifest.parameter("threshold");
    overlap = manifest.parameter("overlap");
  }

  @Override
  public int reduction(int width, int height) {
    return (int) pixelsPerCell(width, height);
  }

  private double pixelsPerCell(int width, int height) {
    return Math.max((double) width / detect.width(), (double) height / detect.height());
  }

  @Override
  public List<Face> find(Picture picture, Scratch scratch) throws VestibuleException {
    FloatBuffer tensor = scratch.tensor(detect.floats());
    double scale = pixelsPerCell(picture.width(), picture.height());
    double w = scale * detect.width();
    double h = scale * detect.height();
    Affine map = Affine.onto(-0.5, -0.5, w, h, detect.width(), detect.height());
    picture.overview(
        map, detect.width(), detect.height(), tensor, colour.mean(), colour.scale(), colour.bgr());
    List<Face> found = new ArrayList<>();
    try (ModelRun run = lease.run(detect.network(), detect.inputs(tensor))) {
      for (int stride : STRIDES) {
        read(run, stride, scale, found);
      }
    }
    return FaceFinder.distinct(found, overlap);
  }

  private void read(ModelRun run, int stride, double scale, List<Face> found)
      throws ModelException {
    float[] cls = run.floats("cls_" + stride);
    float[] obj = run.floats("obj_" + stride);
    float[] boxes = run.floats("bbox_" + stride);
    float[] points = run.floats("kps_" + stride);
    int columns = detect.width() / stride;
    int cells = columns * (detect.height() / stride);
    boolean fits = cls.length == cells && obj.length == cells;
    if (!fits || boxes.length != 4 * cells || points.length != 10 * cells) {
      throw NetworkInput.invalid(lease.manifest(), "outputs that do not fit stride " + stride);
    }
    for (int i = 0; i < cells; i++) {
      double score = Math.sqrt(clamp(cls[i]) * clamp(obj[i]));
      if (score > threshold) {
        double column = i % columns;
        double row = i / columns;
        double unit = stride * scale;
        double w = Math.exp(boxes[4 * i + 2]) * unit;
        double h = Math.exp(boxes[4 * i + 3]) * unit;
        double x = (column + boxes[4 * i]) * unit - w / 2 - 0.5;
        double y = (row + boxes[4 * i + 1]) * unit - h / 2 - 0.5;
        double[] five = new double[10];
        for (int k = 0; k < 5; k++) {
          five[2 * k] = (column + points[10 * i + 2 * k]) * unit - 0.5;
          five[2 * k + 1] = (row + points[10 * i + 2 * k + 1]) * unit - 0.5;
        }
        found.add(new Face(x, y, w, h, score, five));
      }
    }
  }

  private static double clamp(double value) {
    return Math.min(Math.max(value, 0), 1);
  }

  @Override
  public Face locate(Face face, Picture picture, Scratch scratch) {
    return face;
  }
}
