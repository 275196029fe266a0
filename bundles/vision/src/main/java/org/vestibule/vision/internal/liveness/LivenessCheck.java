// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.NetworkInput;
import org.vestibule.vision.internal.face.PixelScale;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Picture;

/**
 * The families of liveness models: each network reads a crop around the face, larger than the face
 * itself because paper edges and screen frames show beside it, and gives one logit per class. The
 * score is the weighted mean of the networks' probabilities.
 *
 * <p>{@code crop27-bgr}: one network {@code liveness} over the box enlarged {@code cropScale}
 * times. {@code minifasnet}: networks {@code scale27} and {@code scale40} ({@code cropScale27},
 * {@code cropScale40}), weighing the same. {@code ensemble}: any networks, each with parameters of
 * its own that begin with its name, for example {@code livenessMean}, {@code livenessScale}, {@code
 * livenessBgr}, {@code livenessCropScale}, {@code livenessLiveClass} and {@code livenessWeight}.
 * Immutable.
 */
public final class LivenessCheck {
  private final ModelLease lease;
  private final List<LivenessView> views;
  private final double weights;

  private LivenessCheck(ModelLease lease, List<LivenessView> views) throws ModelException {
    this.lease = lease;
    this.views = views;
    weights = views.stream().mapToDouble(LivenessView::weight).sum();
    if (!(weights > 0)) {
      throw NetworkInput.invalid(lease.manifest(), "networks that weigh " + weights + " together");
    }
  }

  /**
   * Returns the check for a leased model.
   *
   * @throws ModelException {@code model-manifest-invalid} if its family is unknown here
   */
  public static LivenessCheck of(ModelLease lease) throws ModelException {
    ModelManifest manifest = lease.manifest();
    List<LivenessView> views = new ArrayList<>();
    switch (manifest.family()) {
      case "crop27-bgr" -> views.add(alike(manifest, "liveness", "cropScale"));
      case "minifasnet" -> {
        views.add(alike(manifest, "scale27", "cropScale27"));
        views.add(alike(manifest, "scale40", "cropScale40"));
      }
      case "ensemble" -> {
        for (NetworkSpec network : manifest.networks()) {
          views.add(own(manifest, network.name()));
        }
      }
      default ->
          throw NetworkInput.invalid(
              manifest, "unknown family for liveness (known: crop27-bgr, minifasnet, ensemble)");
    }
    return new LivenessCheck(lease, views);
  }

  /** A network of a family whose networks share their parameters. */
  private static LivenessView alike(ModelManifest manifest, String network, String cropScale)
      throws ModelException {
    double crop = manifest.parameter(cropScale);
    int liveClass = (int) manifest.parameter("liveClass");
    return LivenessView.of(manifest, network, PixelScale.of(manifest), crop, liveClass, 1);
  }

  /** A network with parameters of its own. */
  private static LivenessView own(ModelManifest manifest, String name) throws ModelException {
    PixelScale colour =
        PixelScale.of(
            manifest, name + "Mean", name + "Scale", manifest.parameter(name + "Bgr") != 0);
    double weight = manifest.parameter(name + "Weight");
    if (!(weight >= 0)) {
      throw NetworkInput.invalid(manifest, "parameter '" + name + "Weight' = " + weight);
    }
    return LivenessView.of(
        manifest,
        name,
        colour,
        manifest.parameter(name + "CropScale"),
        (int) manifest.parameter(name + "LiveClass"),
        weight);
  }

  /** Returns the side of the largest crop, in heights of the face. */
  public double reach() {
    return views.stream()
        .mapToDouble(LivenessView::cropScale)
        .reduce(Surroundings.REACH, Math::max);
  }

  /** Returns the bound that the pack names: a score must be above it. */
  public float threshold() throws ModelException {
    return (float) lease.manifest().parameter("threshold");
  }

  /** Returns the names of its networks, in the order of {@link #scores}. */
  public List<String> networks() {
    return views.stream().map(view -> view.input().network()).toList();
  }

  /** Returns how likely the face is alive, 0 to 1. The picture's window must hold the crops. */
  public float score(Face face, Picture picture, Scratch scratch) throws VestibuleException {
    double sum = 0;
    for (LivenessView view : views) {
      sum += view.weight() * view.score(lease, face, picture, scratch);
    }
    return (float) (sum / weights);
  }

  /** Returns what each network alone says, to measure them one by one. */
  public float[] scores(Face face, Picture picture, Scratch scratch) throws VestibuleException {
    float[] scores = new float[views.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) views.get(i).score(lease, face, picture, scratch);
    }
    return scores;
  }
}
