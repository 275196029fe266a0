// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Simulates attacks: a person's picture is held before the camera again, printed on paper or shown
 * on a screen.
 *
 * <p>It stands where the registries carry no attack samples, and it says so wherever it is shown.
 * Paper lifts the blacks, tints and rasters; a screen has coloured stripes, a glare and a dark
 * frame; a second lens blurs and adds noise. The strengths were chosen by looking at what the
 * liveness pack of the demonstration refuses, so this shows that the wiring works and proves
 * nothing about real prints and replays.
 */
public final class Rephotograph {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int SHEET_SCALE = 2;
  private static final double NOISE = 3;

  /**
   * What the picture is shown on.
   *
   * @param wall the colour behind it
   * @param frame the colour around it
   * @param border the frame's width in camera pixels
   * @param contrast what is left of the contrast
   * @param lift how bright black is, 0 to 1
   * @param tint factors of red, green and blue
   * @param raster amplitude of the ink's halftone, period five sheet pixels
   * @param stripes amplitude of the screen's coloured columns, period three sheet pixels
   * @param glare opacity of a lamp's reflection
   * @param blur standard deviation of the second lens, in camera pixels
   */
  private record Medium(
      int wall,
      int frame,
      int border,
      double contrast,
      double lift,
      double[] tint,
      double raster,
      double stripes,
      double glare,
      double blur) {}

  private static final Medium PAPER =
      new Medium(0x8A8880, 0xF4F2EC, 14, 0.7, 0.15, new double[] {1.02, 1, 0.93}, 0.06, 0, 0, 0.8);
  private static final Medium SCREEN =
      new Medium(
          0x55585C, 0x0A0A0A, 18, 1.05, 0.05, new double[] {0.9, 0.98, 1.15}, 0, 0.12, 0.35, 0.6);

  private Rephotograph() {}

  /** Simulates a sheet of paper held before the camera; the seed moves the hand. */
  public static byte[] print(byte[] jpeg, int seed) throws IOException {
    return shoot(jpeg, PAPER, seed);
  }

  /** Simulates a telephone held before the camera; the seed moves the hand. */
  public static byte[] screen(byte[] jpeg, int seed) throws IOException {
    return shoot(jpeg, SCREEN, seed);
  }

  private static byte[] shoot(byte[] jpeg, Medium medium, int seed) throws IOException {
    Random chance = new Random(seed);
    BufferedImage sheet = sheet(ImageIO.read(new ByteArrayInputStream(jpeg)), medium);
    BufferedImage scene = blurred(scene(sheet, medium, chance), medium.blur());
    addNoise(scene, chance);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(scene, "jpg", out);
    return out.toByteArray();
  }

  private static BufferedImage sheet(BufferedImage face, Medium medium) {
    int width = 280 * SHEET_SCALE;
    int height = width * face.getHeight() / face.getWidth();
    int border = medium.border() * SHEET_SCALE;
    BufferedImage sheet =
        new BufferedImage(width + 2 * border, height + 2 * border, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setColor(new Color(medium.frame()));
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    pen.drawImage(face, border, border, width, height, null);
    pen.dispose();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = sheet.getRGB(x + border, y + border);
        sheet.setRGB(x + border, y + border, reproduced(rgb, x, y, medium));
      }
    }
    return sheet;
  }

  private static int reproduced(int rgb, int x, int y, Medium medium) {
    double dot =
        medium.raster()
            * Math.cos(2 * Math.PI * (x + y) / 5.0)
            * Math.cos(2 * Math.PI * (x - y) / 5.0);
    int result = 0;
    for (int channel = 0; channel < 3; channel++) {
      double value = (rgb >> (16 - 8 * channel) & 0xFF) / 255.0;
      double stripe = x % 3 == channel ? medium.stripes() : -medium.stripes() / 2;
      double ink = (value * medium.contrast() + medium.lift()) * medium.tint()[channel];
      result = result << 8 | level(ink + dot + stripe);
    }
    return result;
  }

  private static BufferedImage scene(BufferedImage sheet, Medium medium, Random chance) {
    BufferedImage scene = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = scene.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    Color wall = new Color(medium.wall());
    pen.setPaint(new GradientPaint(0, 0, wall.brighter(), WIDTH, HEIGHT, wall.darker()));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    AffineTransform hand = new AffineTransform();
    hand.translate(WIDTH / 2.0 + chance.nextInt(16) - 8, HEIGHT / 2.0 + chance.nextInt(16) - 8);
    hand.rotate(Math.toRadians(chance.nextDouble() * 6 - 3));
    hand.shear(chance.nextDouble() * 0.06 - 0.03, chance.nextDouble() * 0.06 - 0.03);
    hand.scale(1.0 / SHEET_SCALE, 1.0 / SHEET_SCALE);
    hand.translate(-sheet.getWidth() / 2.0, -sheet.getHeight() / 2.0);
    pen.drawImage(sheet, hand, null);
    Color lamp = new Color(255, 255, 255, (int) (255 * medium.glare()));
    Point2D centre = new Point2D.Double(WIDTH / 2.0 + 60, HEIGHT / 2.0 - 100);
    Color[] fading = {lamp, new Color(255, 255, 255, 0)};
    pen.setPaint(new RadialGradientPaint(centre, 160, new float[] {0, 1}, fading));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.dispose();
    return scene;
  }

  private static BufferedImage blurred(BufferedImage image, double sigma) {
    int reach = 2 * (int) Math.ceil(sigma * 2);
    float[] weights = new float[2 * reach + 1];
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double distance = i - reach;
      weights[i] = (float) Math.exp(-distance * distance / (2 * sigma * sigma));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    Kernel row = new Kernel(weights.length, 1, weights);
    Kernel column = new Kernel(1, weights.length, weights);
    BufferedImage rows = new ConvolveOp(row, ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    return new ConvolveOp(column, ConvolveOp.EDGE_NO_OP, null).filter(rows, null);
  }

  private static void addNoise(BufferedImage image, Random chance) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double noise = chance.nextGaussian() * NOISE / 255;
        int rgb = image.getRGB(x, y);
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
          result = result << 8 | level((rgb >> shift & 0xFF) / 255.0 + noise);
        }
        image.setRGB(x, y, result);
      }
    }
  }

  private static int level(double value) {
    return (int) Math.round(255 * Math.min(1, Math.max(0, value)));
  }
}
