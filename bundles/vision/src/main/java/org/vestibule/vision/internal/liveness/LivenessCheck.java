// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.nio.FloatBuffer;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.NetworkInput;
import org.vestibule.vision.internal.face.PixelScale;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Picture;

/**
 * The families of liveness models: each network reads a crop around the face, larger than the face
 * itself because paper edges and screen frames show beside it, and gives one logit per class.
 *
 * <p>{@code crop27-bgr}: one network {@code liveness}, a square of {@code cropScale} times the
 * box's height. {@code minifasnet}: networks {@code scale27} and {@code scale40} over the box's own
 * shape ({@code cropScale27}, {@code cropScale40}), their probabilities averaged. A crop that would
 * leave the picture is moved inside, and shrunk if it must be, as these networks were trained.
 */
public final class LivenessCheck {
  private record View(NetworkInput input, String output, double cropScale) {}

  private final ModelLease lease;
  private final PixelScale colour;
  private final int liveClass;
  private final List<View> views;

  private LivenessCheck(ModelLease lease, List<View> views) throws ModelException {
    this.lease = lease;
    this.views = views;
    colour = PixelScale.of(lease.manifest());
    liveClass = (int) lease.manifest().parameter("liveClass");
  }

  /**
   * Returns the check for a leased model.
   *
   * @throws ModelException {@code model-manifest-invalid} if its family is unknown here
   */
  public static LivenessCheck of(ModelLease lease) throws ModelException {
    ModelManifest manifest = lease.manifest();
    return switch (manifest.family()) {
      case "crop27-bgr" ->
          new LivenessCheck(lease, List.of(view(manifest, "liveness", "cropScale")));
      case "minifasnet" ->
          new LivenessCheck(
              lease,
              List.of(
                  view(manifest, "scale27", "cropScale27"),
                  view(manifest, "scale40", "cropScale40")));
      default ->
          throw NetworkInput.invalid(
              manifest, "unknown family for liveness (known: crop27-bgr, minifasnet)");
    };
  }

  private static View view(ModelManifest manifest, String network, String scale)
      throws ModelException {
    NetworkInput input = NetworkInput.of(manifest, network, 3);
    var outputs = manifest.network(network).orElseThrow().outputs();
    if (outputs.size() != 1) {
      throw NetworkInput.invalid(manifest, outputs.size() + " outputs of '" + network + "'");
    }
    return new View(input, outputs.get(0).name(), manifest.parameter(scale));
  }

  /** Returns the side of the largest crop, in heights of the face. */
  public double reach() {
    return views.stream().mapToDouble(View::cropScale).max().orElse(1);
  }

  /** Returns the bound that the pack names: a score must be above it. */
  public float threshold() throws ModelException {
    return (float) lease.manifest().parameter("threshold");
  }

  /** Returns how likely the face is alive, 0 to 1. The picture's window must hold the crops. */
  public float score(Face face, Picture picture, Scratch scratch) throws VestibuleException {
    double sum = 0;
    for (View view : views) {
      NetworkInput input = view.input();
      FloatBuffer tensor = scratch.tensor(input.floats());
      picture.colour(
          crop(face, picture, view),
          input.width(),
          input.height(),
          tensor,
          colour.mean(),
          colour.scale(),
          colour.bgr());
      try (ModelRun run = lease.run(input.network(), input.inputs(tensor))) {
        sum += probability(run.floats(view.output()));
      }
    }
    return (float) (sum / views.size());
  }

  private Affine crop(Face face, Picture picture, View view) {
    double w = face.width();
    double h = face.height();
    double maxScale = Math.min((picture.width() - 1) / w, (picture.height() - 1) / h);
    double scale = Math.min(view.cropScale(), maxScale);
    double cropWidth = w * scale;
    double cropHeight = h * scale;
    double left = within(face.centreX() - cropWidth / 2, picture.width() - cropWidth - 0.5);
    double top = within(face.centreY() - cropHeight / 2, picture.height() - cropHeight - 0.5);
    NetworkInput input = view.input();
    return Affine.onto(left, top, cropWidth, cropHeight, input.width(), input.height());
  }

  private static double within(double value, double last) {
    return Math.max(-0.5, Math.min(value, last));
  }

  /** Softmax of the live class. */
  private double probability(float[] logits) throws ModelException {
    if (liveClass < 0 || liveClass >= logits.length) {
      throw NetworkInput.invalid(
          lease.manifest(), "liveClass " + liveClass + " of " + logits.length + " classes");
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - logits[liveClass]);
    }
    return 1 / sum;
  }
}
