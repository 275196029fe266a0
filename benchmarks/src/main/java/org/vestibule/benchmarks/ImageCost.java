// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.vestibule.api.VestibuleException;

/**
 * From an encoded picture to the tensors of a face check (see {@link TensorWork}): this gateway's
 * way, ImageIO with Java2D, libjpeg-turbo's own tool, and what the networks take, in one run. The
 * pictures are made from one real frame in three sizes.
 *
 * <p>The tool only decodes, to a PPM that nobody keeps, and starts anew for each picture: neither
 * is made up for. What it takes for a picture of one block is printed beside it.
 */
final class ImageCost {
  private static final int WARM_UP = 150;
  private static final int ROUNDS = 200;

  /** Something to time; what it returns keeps the compiler from leaving it out. */
  interface Work {
    double run() throws IOException, VestibuleException;
  }

  /**
   * What was found for 1280x720.
   *
   * @param ours milliseconds from JPEG to tensors here
   * @param imageIo the same with ImageIO and Java2D
   * @param turbo milliseconds of a process that decodes with libjpeg-turbo; empty without the tool
   * @param networksMillis of one face check
   */
  record Result(Sample ours, Sample imageIo, Optional<Sample> turbo, double networksMillis) {
    /** Returns our median by ImageIO's. */
    double ratio() {
      return ours.median() / imageIo.median();
    }

    /** Returns our median by libjpeg-turbo's, which leaves out the tensors; NaN without it. */
    double turboRatio() {
      return turbo.map(sample -> ours.median() / sample.median()).orElse(Double.NaN);
    }
  }

  private ImageCost() {}

  /**
   * Measures and prints a table and lines {@code key=value}.
   *
   * @param packs folder of the model packs
   * @param frame a JPEG with one face
   */
  static Result measure(Path packs, Path frame, PrintStream out)
      throws IOException, VestibuleException {
    double networks = NetworkCost.measure(packs);
    BufferedImage face = ImageIO.read(frame.toFile());
    Optional<Djpeg> djpeg = Djpeg.find();
    out.println("JPEG to tensors, one thread, ms: median (p10 to p90), n = " + ROUNDS);
    out.println(
        djpeg
            .map(
                tool ->
                    "djpeg: "
                        + tool.version()
                        + ", decoding to PPM only, each picture a process, n = "
                        + Djpeg.ROUNDS
                        + " loops of "
                        + Djpeg.LOOP)
            .orElse("djpeg is not installed (Debian: libjpeg-turbo-progs): not compared with it"));
    out.printf("%-10s %5s %21s %21s %21s%n", "picture", "kB", "vestibule", "ImageIO", "djpeg");
    Result result = null;
    for (int[] size : new int[][] {{640, 480}, {1280, 720}, {1920, 1080}}) {
      byte[] jpeg = TensorWork.scene(face, size[0], size[1]);
      Result found = measure(jpeg, djpeg, networks);
      row(out, size[0] + "x" + size[1], jpeg.length, found);
      line(out, "jpeg_to_tensor_" + size[1] + "p_ms", found.ours().median());
      line(out, "imageio_to_tensor_" + size[1] + "p_ms", found.imageIo().median());
      if (size[1] == 720) {
        result = found;
      }
    }
    if (djpeg.isPresent()) {
      byte[] block = TensorWork.scene(face, 8, 8);
      line(out, "djpeg_start_ms", djpeg.get().sample(block).median());
      line(out, "jpeg_to_tensor_turbo_ratio", result.turboRatio());
    }
    line(out, "jpeg_to_tensor_ratio", result.ratio());
    line(out, "networks_ms", networks);
    return result;
  }

  private static Result measure(byte[] jpeg, Optional<Djpeg> djpeg, double networks)
      throws IOException, VestibuleException {
    TensorWork work = new TensorWork();
    // In turn, so that whatever else the machine does falls on both alike.
    Sample[] both = samples(() -> work.ours(jpeg), () -> work.naive(jpeg));
    Sample turbo = djpeg.isPresent() ? djpeg.get().sample(jpeg) : null;
    return new Result(both[0], both[1], Optional.ofNullable(turbo), networks);
  }

  private static void row(PrintStream out, String size, int bytes, Result found) {
    out.printf(
        Locale.ROOT,
        "%-10s %5d %21s %21s %21s%n",
        size,
        bytes / 1000,
        spread(found.ours()),
        spread(found.imageIo()),
        found.turbo().map(ImageCost::spread).orElse("-"));
  }

  private static String spread(Sample sample) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        sample.median(),
        sample.percentile(0.1),
        sample.percentile(0.9));
  }

  private static void line(PrintStream out, String key, double value) {
    out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }

  /** Times works in turn, warmed up. */
  static Sample[] samples(Work... works) throws IOException, VestibuleException {
    double[][] millis = new double[works.length][ROUNDS];
    double kept = 0;
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      for (int w = 0; w < works.length; w++) {
        long start = System.nanoTime();
        kept += works[w].run();
        if (i >= 0) {
          millis[w][i] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    if (Double.isNaN(kept)) {
      throw new IllegalStateException("the work gave nothing");
    }
    return Stream.of(millis).map(Sample::new).toArray(Sample[]::new);
  }
}
