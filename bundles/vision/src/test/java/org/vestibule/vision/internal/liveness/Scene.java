// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Limits;
import org.vestibule.vision.internal.picture.Picture;

/** Pictures whose truth is known, because a formula made them. */
final class Scene {
  static final int WIDTH = 480;
  static final int HEIGHT = 480;

  /** The brightness of a place. */
  interface Light {
    double at(int x, int y);
  }

  final Scratch scratch = new Scratch();

  /** Returns a face in the middle of the scene, 100 pixels wide and 120 high. */
  static Face face() {
    return face(WIDTH / 2.0, HEIGHT / 2.0, 40);
  }

  /** Returns a face that looks ahead, by the distance of its eyes. */
  static Face face(double x, double y, double eyes) {
    double[] points = {
      x - eyes / 2,
      y - 0.4 * eyes,
      x + eyes / 2,
      y - 0.4 * eyes,
      x,
      y + 0.1 * eyes,
      x - 0.4 * eyes,
      y + 0.6 * eyes,
      x + 0.4 * eyes,
      y + 0.6 * eyes
    };
    return new Face(x - 1.25 * eyes, y - 1.5 * eyes, 2.5 * eyes, 3 * eyes, 1, points);
  }

  /** Renders in the colour of skin; a seed adds a sensor's noise of one and a half grey levels. */
  Picture skin(Light light, long seed) throws Exception {
    return render(light, seed, level -> clip(level + 20) << 16 | level << 8 | clip(level - 20));
  }

  /** Renders without colour. */
  Picture grey(Light light, long seed) throws Exception {
    return render(light, seed, level -> level * 0x10101);
  }

  private Picture render(Light light, long seed, IntUnaryOperator colour) throws Exception {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random noise = new Random(seed);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double value = light.at(x, y) + (seed == 0 ? 0 : 1.5 * noise.nextGaussian());
        image.setRGB(x, y, colour.applyAsInt(clip((int) Math.rint(value))));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return scratch
        .reader()
        .read(
            new Frame(out.toByteArray(), Instant.EPOCH, 0),
            new Limits(1_000_000, 8_000_000),
            Lens.NONE,
            (width, height) -> 1);
  }

  private static int clip(int level) {
    return Math.min(255, Math.max(0, level));
  }

  /** A soft shape without any fine structure. */
  static double soft(int x, int y) {
    return 130 + 40 * Math.sin(x * 0.03) * Math.cos(y * 0.025);
  }

  /** Things of many sizes, the same at the same place: what a room looks like. */
  static double room(double x, double y) {
    return 128
        + 50 * Math.sin(x * 0.13 + 2 * Math.sin(y * 0.05))
        + 40 * Math.cos(y * 0.11 + Math.sin(x * 0.07));
  }
}
