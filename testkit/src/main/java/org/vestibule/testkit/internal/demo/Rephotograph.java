// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.demo;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Simulates attacks: a person's picture is shown to the camera again, printed on paper or on a
 * screen. This is a simulation and says so; it stands where the registries carry no attack samples,
 * and it proves nothing about real prints and replays.
 */
public final class Rephotograph {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private Rephotograph() {}

  /** Simulates a sheet of paper held before the camera. */
  public static byte[] print(byte[] jpeg, int seed) throws IOException {
    BufferedImage paper = shownOn(jpeg, 0xB9B4A8, 0xF4F2EC, 14, seed);
    halftone(paper, 4, 0.35);
    return encode(paper);
  }

  /** Simulates a telephone's screen held before the camera. */
  public static byte[] screen(byte[] jpeg, int seed) throws IOException {
    BufferedImage screen = shownOn(jpeg, 0x26282B, 0x050505, 18, seed);
    moire(screen, 3.1, 0.25);
    return encode(screen);
  }

  private static BufferedImage shownOn(byte[] jpeg, int room, int frame, int border, int seed)
      throws IOException {
    BufferedImage face = ImageIO.read(new ByteArrayInputStream(jpeg));
    BufferedImage scene = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = scene.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setColor(new java.awt.Color(room));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    Random hand = new Random(seed);
    pen.rotate(Math.toRadians(hand.nextDouble() * 4 - 2), WIDTH / 2.0, HEIGHT / 2.0);
    int width = 420;
    int height = width * face.getHeight() / face.getWidth();
    int x = (WIDTH - width) / 2 + hand.nextInt(8);
    int y = (HEIGHT - height) / 2 + hand.nextInt(8);
    pen.setColor(new java.awt.Color(frame));
    pen.fillRect(x - border, y - border, width + 2 * border, height + 2 * border);
    pen.drawImage(face, x, y, width, height, null);
    pen.dispose();
    return scene;
  }

  private static void halftone(BufferedImage image, int cell, double strength) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double dot =
            Math.cos(2 * Math.PI * (x + y) / cell) * Math.cos(2 * Math.PI * (x - y) / cell);
        scale(image, x, y, 1 - strength * (0.5 + 0.5 * dot));
      }
    }
  }

  private static void moire(BufferedImage image, double period, double strength) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double lines = 0.5 + 0.5 * Math.sin(2 * Math.PI * (x * 1.03 + y * 0.05) / period);
        scale(image, x, y, 1.15 - strength * lines);
      }
    }
  }

  private static void scale(BufferedImage image, int x, int y, double factor) {
    int rgb = image.getRGB(x, y);
    int red = Math.min(255, (int) (((rgb >> 16) & 0xFF) * factor));
    int green = Math.min(255, (int) (((rgb >> 8) & 0xFF) * factor));
    int blue = Math.min(255, (int) ((rgb & 0xFF) * factor));
    image.setRGB(x, y, red << 16 | green << 8 | blue);
  }

  private static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }
}
