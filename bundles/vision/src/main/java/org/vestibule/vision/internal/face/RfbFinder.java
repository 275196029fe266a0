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
 * Family {@code rfb-landmark68}: a small single-shot detector over the stretched picture, then 68
 * points in a square crop of the face.
 *
 * <p>Network {@code detect}: colour [1, 3, h, w] to {@code scores} [1, n, 2] (second: face) and
 * {@code boxes} [1, n, 4] (x1, y1, x2, y2 in 0..1). Network {@code landmark}: grey [1, 1, h, w] to
 * {@code output} [1, 136], x and y in turn, 0..1 within the crop. The points are numbered as in the
 * iBUG 300-W set (C. Sagonas et al., ICCV-W 2013).
 */
public final class RfbFinder implements FaceFinder {
  private static final int[] RIGHT_EYE = {37, 38, 40, 41};
  private static final int[] LEFT_EYE = {43, 44, 46, 47};
  private static final int[] NOSE = {30};
  private static final int[] MOUTH_RIGHT = {48, 60};
  private static final int[] MOUTH_LEFT = {54, 64};

  private final ModelLease lease;
  private final NetworkInput detect;
  private final NetworkInput landmark;
  private final PixelScale colour;
  private final PixelScale grey;
  private final double threshold;
  private final double overlap;

  public RfbFinder(ModelLease lease) throws ModelException {
    this.lease = lease;
    ModelManifest manifest = lease.manifest();
    detect = NetworkInput.of(manifest, "detect", 3);
    landmark = NetworkInput.of(manifest, "landmark", 1);
    colour = PixelScale.of(manifest);
    grey = PixelScale.ofLandmarks(manifest);
    threshold = manifest.parameter("threshold");
    overlap = manifest.parameter("overlap");
  }

  @Override
  public int reduction(int width, int height) {
    return Math.min(width / detect.width(), height / detect.height());
  }

  @Override
  public List<Face> find(Picture picture, Scratch scratch) throws VestibuleException {
    FloatBuffer tensor = scratch.tensor(detect.floats());
    int width = picture.width();
    int height = picture.height();
    Affine map = Affine.onto(-0.5, -0.5, width, height, detect.width(), detect.height());
    picture.overview(
        map, detect.width(), detect.height(), tensor, colour.mean(), colour.scale(), colour.bgr());
    try (ModelRun run = lease.run(detect.network(), detect.inputs(tensor))) {
      float[] scores = run.floats("scores");
      float[] boxes = run.floats("boxes");
      if (boxes.length != 2 * scores.length) {
        throw NetworkInput.invalid(lease.manifest(), "outputs of different lengths");
      }
      List<Face> found = new ArrayList<>();
      for (int i = 0; i < scores.length / 2; i++) {
        if (scores[2 * i + 1] > threshold) {
          double x = boxes[4 * i] * width - 0.5;
          double y = boxes[4 * i + 1] * height - 0.5;
          double w = (boxes[4 * i + 2] - boxes[4 * i]) * width;
          double h = (boxes[4 * i + 3] - boxes[4 * i + 1]) * height;
          if (w > 0 && h > 0) {
            found.add(new Face(x, y, w, h, scores[2 * i + 1], new double[0]));
          }
        }
      }
      return FaceFinder.distinct(found, overlap);
    }
  }

  @Override
  public Face locate(Face face, Picture picture, Scratch scratch) throws VestibuleException {
    FloatBuffer tensor = scratch.tensor(landmark.floats());
    double side = face.height();
    double left = face.centreX() - side / 2;
    Affine map = Affine.onto(left, face.y(), side, side, landmark.width(), landmark.height());
    picture.grey(map, landmark.width(), landmark.height(), tensor, grey.mean(), grey.scale());
    try (ModelRun run = lease.run(landmark.network(), landmark.inputs(tensor))) {
      float[] points = run.floats("output");
      if (points.length != 136) {
        throw NetworkInput.invalid(lease.manifest(), points.length / 2 + " points");
      }
      int[][] groups = {RIGHT_EYE, LEFT_EYE, NOSE, MOUTH_RIGHT, MOUTH_LEFT};
      double[] five = new double[10];
      for (int i = 0; i < 5; i++) {
        five[2 * i] = left + side * mean(points, groups[i], 0);
        five[2 * i + 1] = face.y() + side * mean(points, groups[i], 1);
      }
      return face.with(five);
    }
  }

  private static double mean(float[] points, int[] group, int axis) {
    double sum = 0;
    for (int point : group) {
      sum += points[2 * point + axis];
    }
    return sum / group.length;
  }
}
