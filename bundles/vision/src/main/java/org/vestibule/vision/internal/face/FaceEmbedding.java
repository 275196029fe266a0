// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.nio.FloatBuffer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.vision.internal.picture.Picture;

/** Family {@code arcface}: network {@code embed}, an aligned face [1, 3, s, s] to a vector. */
public final class FaceEmbedding {
  private final ModelLease lease;
  private final NetworkInput input;
  private final PixelScale colour;
  private final String output;

  /**
   * Reads the manifest.
   *
   * @throws ModelException {@code model-manifest-invalid} if its family is unknown here
   */
  public FaceEmbedding(ModelLease lease) throws ModelException {
    this.lease = lease;
    ModelManifest manifest = lease.manifest();
    if (!manifest.family().equals("arcface")) {
      throw NetworkInput.invalid(manifest, "unknown family for embedding (known: arcface)");
    }
    input = NetworkInput.of(manifest, "embed", 3);
    colour = PixelScale.of(manifest);
    var outputs = manifest.network("embed").orElseThrow().outputs();
    if (outputs.size() != 1 || input.width() != input.height()) {
      throw NetworkInput.invalid(manifest, "network 'embed' that is not one square to one vector");
    }
    output = outputs.get(0).name();
  }

  /** Returns the space that templates of this model carry. */
  public String space() {
    return lease.manifest().space();
  }

  /** Returns the pack's id. */
  public String id() {
    return lease.manifest().id();
  }

  /** Returns the bound of similarity that the pack names for its own space. */
  public double threshold() throws ModelException {
    return lease.manifest().parameter("threshold");
  }

  /** Returns the aligned face, ready for {@link #embed}, in the scratch's tensor. */
  public FloatBuffer align(Face face, Picture picture, Scratch scratch) {
    FloatBuffer tensor = scratch.tensor(input.floats());
    picture.colour(
        Alignment.toPicture(face.points(), input.width()),
        input.width(),
        input.height(),
        tensor,
        colour.mean(),
        colour.scale(),
        colour.bgr());
    return tensor;
  }

  /** Returns the template of an aligned face. */
  public FaceTemplate embed(FloatBuffer aligned) throws VestibuleException {
    return embedded(aligned).template();
  }

  /** Returns an aligned face in this model's space, to be averaged too. */
  public Embedded embedded(FloatBuffer aligned) throws VestibuleException {
    try (ModelRun run = lease.run(input.network(), input.inputs(aligned))) {
      return Embedded.of(space(), run.floats(output));
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "model-output-invalid",
          "model pack " + id(),
          "a vector that is empty, zero or not finite",
          "a direction",
          "Activate another pack for face-embedding.",
          e);
    }
  }
}
