// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * The camera before which something is presented: four samples to a pixel, a blur of its lens, a
 * lamp's glare, noise, JPEG. Its noise is small, {@value #NOISE} grey level: with more the networks
 * refuse living people too, and a refused attack would show nothing; the control of an evaluation
 * watches it. Deterministic by its seed. Not thread-safe.
 */
final class SecondCamera {
  private static final int WIDTH = 512;
  private static final int HEIGHT = 384;
  private static final double NOISE = 1;
  private static final double[] SUB = {0.25, 0.75};

  private final Random chance;
  private final double blur;
  private final double glare;
  private final double glareX;
  private final double glareY;
  private final Wall wall;

  SecondCamera(Random chance) {
    this.chance = chance;
    blur = 0.4 + 0.4 * chance.nextDouble();
    glare = 0.25 * chance.nextDouble();
    glareX = WIDTH * (0.3 + 0.4 * chance.nextDouble());
    glareY = HEIGHT * (0.2 + 0.3 * chance.nextDouble());
    wall = new Wall(chance, WIDTH, HEIGHT);
  }

  static int width() {
    return WIDTH;
  }

  static int height() {
    return HEIGHT;
  }

  /** Takes a picture of a medium held like that. */
  byte[] shoot(Medium medium, Pose pose) throws IOException {
    double[][] planes = new double[3][WIDTH * HEIGHT];
    double[] map = pose.toPhoto();
    double[] colour = new double[3];
    double[] behind = new double[3];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        wall.colour(x, y, behind);
        for (int sub = 0; sub < 4; sub++) {
          double px = x + SUB[sub % 2];
          double py = y + SUB[sub / 2];
          double w = map[6] * px + map[7] * py + map[8];
          double u = (map[0] * px + map[1] * py + map[2]) / w + 0.5;
          double v = (map[3] * px + map[4] * py + map[5]) / w + 0.5;
          boolean shown = medium.colour(u, v, colour);
          double lamp = shown ? lamp(px, py) : 0;
          for (int channel = 0; channel < 3; channel++) {
            double seen = shown ? colour[channel] + lamp : behind[channel];
            planes[channel][y * WIDTH + x] += seen / 4;
          }
        }
      }
    }
    return develop(planes, WIDTH, HEIGHT, blur, chance);
  }

  private double lamp(double x, double y) {
    double distance = Math.hypot(x - glareX, y - glareY) / 140;
    return distance > 1 ? 0 : glare * (1 - distance) * (1 - distance);
  }

  /** Takes a picture of a picture that was taken: the same noise and the same coding once more. */
  static byte[] again(Photo photo, Random chance) throws IOException {
    double[][] planes = new double[3][photo.width() * photo.height()];
    double[] colour = new double[3];
    for (int i = 0; i < planes[0].length; i++) {
      photo.at(i % photo.width(), i / photo.width(), colour);
      for (int channel = 0; channel < 3; channel++) {
        planes[channel][i] = colour[channel];
      }
    }
    return develop(planes, photo.width(), photo.height(), 0.4, chance);
  }

  /** Blurs, adds noise, and encodes. */
  static byte[] develop(double[][] planes, int width, int height, double blur, Random chance)
      throws IOException {
    for (double[] plane : planes) {
      blur(plane, width, height, 1, width, blur);
      blur(plane, height, width, width, 1, blur);
    }
    int[] rgb = new int[width * height];
    for (int i = 0; i < rgb.length; i++) {
      double noise = chance.nextGaussian() * NOISE;
      for (double[] plane : planes) {
        rgb[i] = rgb[i] << 8 | (int) Math.min(255, Math.max(0, Math.rint(255 * plane[i] + noise)));
      }
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, rgb, 0, width);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  /** The three middle weights of a Gaussian: below one pixel the others hardly count. */
  private static void blur(
      double[] plane, int along, int lines, int step, int stride, double sigma) {
    double side = Math.exp(-1 / (2 * sigma * sigma));
    double middle = 1 / (1 + 2 * side);
    for (int line = 0; line < lines; line++) {
      double before = plane[line * stride];
      for (int i = 0; i < along; i++) {
        int at = line * stride + i * step;
        double here = plane[at];
        double after = i + 1 < along ? plane[at + step] : here;
        plane[at] = middle * (here + side * (before + after));
        before = here;
      }
    }
  }
}
