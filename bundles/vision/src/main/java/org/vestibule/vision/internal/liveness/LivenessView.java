// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.nio.FloatBuffer;
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
 * How one network of a {@link LivenessCheck} sees a face. A crop that would leave the picture is
 * moved inside, and shrunk if it must be, as these networks were trained (github.com/minivision-ai/
 * Silent-Face-Anti-Spoofing, {@code generate_patches.py}).
 *
 * @param input what it reads
 * @param output the name of its logits
 * @param colour how it wants its pixels
 * @param cropScale the crop's size in sizes of the face's box
 * @param liveClass which logit means alive, from 0
 * @param weight its part in the mean, from 0
 */
record LivenessView(
    NetworkInput input,
    String output,
    PixelScale colour,
    double cropScale,
    int liveClass,
    double weight) {
  static LivenessView of(
      ModelManifest manifest,
      String network,
      PixelScale colour,
      double cropScale,
      int liveClass,
      double weight)
      throws ModelException {
    NetworkInput input = NetworkInput.of(manifest, network, 3);
    var outputs = manifest.network(network).orElseThrow().outputs();
    if (outputs.size() != 1) {
      throw NetworkInput.invalid(manifest, outputs.size() + " outputs of '" + network + "'");
    }
    return new LivenessView(input, outputs.get(0).name(), colour, cropScale, liveClass, weight);
  }

  /** Returns how likely the face is alive, 0 to 1. */
  double score(ModelLease lease, Face face, Picture picture, Scratch scratch)
      throws VestibuleException {
    FloatBuffer tensor = scratch.tensor(input.floats());
    picture.colour(
        crop(face, picture),
        input.width(),
        input.height(),
        tensor,
        colour.mean(),
        colour.scale(),
        colour.bgr());
    try (ModelRun run = lease.run(input.network(), input.inputs(tensor))) {
      return probability(lease, run.floats(output));
    }
  }

  private Affine crop(Face face, Picture picture) {
    double w = face.width();
    double h = face.height();
    double maxScale = Math.min((picture.width() - 1) / w, (picture.height() - 1) / h);
    double scale = Math.min(cropScale, maxScale);
    double cropWidth = w * scale;
    double cropHeight = h * scale;
    double left = within(face.centreX() - cropWidth / 2, picture.width() - cropWidth - 0.5);
    double top = within(face.centreY() - cropHeight / 2, picture.height() - cropHeight - 0.5);
    return Affine.onto(left, top, cropWidth, cropHeight, input.width(), input.height());
  }

  private static double within(double value, double last) {
    return Math.max(-0.5, Math.min(value, last));
  }

  /** Softmax of the live class. */
  private double probability(ModelLease lease, float[] logits) throws ModelException {
    if (liveClass < 0 || liveClass >= logits.length) {
      throw NetworkInput.invalid(
          lease.manifest(), "live class " + liveClass + " of " + logits.length + " classes");
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - logits[liveClass]);
    }
    return 1 / sum;
  }
}
