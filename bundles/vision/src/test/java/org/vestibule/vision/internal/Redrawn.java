// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** Pictures of real people, made worse. */
final class Redrawn {
  private Redrawn() {}

  static BufferedImage image(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  /** Puts the picture into the middle of a larger grey one. */
  static BufferedImage framed(BufferedImage image, int width, int height) {
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = out.createGraphics();
    g.setColor(new Color(90, 100, 110));
    g.fillRect(0, 0, width, height);
    g.drawImage(image, (width - image.getWidth()) / 2, (height - image.getHeight()) / 2, null);
    g.dispose();
    return out;
  }

  /** Lays a plain scarf over everything below the nose. */
  static BufferedImage scarf(BufferedImage image, double[] points) {
    double eyes = Math.hypot(points[2] - points[0], points[3] - points[1]);
    double x = (points[0] + points[2]) / 2;
    return covered(
        image,
        g -> {
          g.setColor(new Color(70, 80, 120));
          g.fillRect(
              (int) (x - 1.3 * eyes),
              (int) (points[5] + 0.05 * eyes),
              (int) (2.6 * eyes),
              (int) (1.8 * eyes));
        });
  }

  /** Puts dark glasses before the eyes. */
  static BufferedImage glasses(BufferedImage image, double[] points) {
    double eyes = Math.hypot(points[2] - points[0], points[3] - points[1]);
    return covered(
        image,
        g -> {
          g.setColor(new Color(40, 40, 42));
          for (int i = 0; i < 4; i += 2) {
            g.fillOval(
                (int) (points[i] - 0.4 * eyes),
                (int) (points[i + 1] - 0.28 * eyes),
                (int) (0.8 * eyes),
                (int) (0.56 * eyes));
          }
          g.setStroke(new BasicStroke((float) (0.08 * eyes)));
          g.drawLine((int) points[0], (int) points[1], (int) points[2], (int) points[3]);
        });
  }

  private static BufferedImage covered(BufferedImage image, Consumer<Graphics2D> cover) {
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.drawImage(image, 0, 0, null);
    cover.accept(g);
    g.dispose();
    return out;
  }

  /** Draws the picture smaller, moved or darker on a blue ground. */
  static BufferedImage redrawn(
      BufferedImage image, double scale, int right, int down, float brightness) {
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setColor(new Color(60, 90, 150));
    g.fillRect(0, 0, out.getWidth(), out.getHeight());
    double margin = (1 - scale) / 2;
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            right + margin * image.getWidth(), down + margin * image.getHeight());
    place.scale(scale, scale);
    g.drawImage(image, place, null);
    g.setColor(new Color(0, 0, 0, 1 - brightness));
    g.fillRect(0, 0, out.getWidth(), out.getHeight());
    g.dispose();
    return out;
  }

  static BufferedImage blurred(BufferedImage image, int factor) {
    int w = image.getWidth() / factor;
    int h = image.getHeight() / factor;
    BufferedImage small = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = small.createGraphics();
    g.drawImage(image.getScaledInstance(w, h, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    g.dispose();
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(small, 0, 0, out.getWidth(), out.getHeight(), null);
    g.dispose();
    return out;
  }

  /** What the sensor of a camera held that way would have stored. */
  static BufferedImage sideways(BufferedImage upright, int orientation) {
    int turns = orientation == 3 ? 2 : orientation == 6 ? 3 : 1;
    BufferedImage turned = upright;
    for (int i = 0; i < turns; i++) {
      BufferedImage next =
          new BufferedImage(turned.getHeight(), turned.getWidth(), BufferedImage.TYPE_3BYTE_BGR);
      for (int y = 0; y < turned.getHeight(); y++) {
        for (int x = 0; x < turned.getWidth(); x++) {
          next.setRGB(turned.getHeight() - 1 - y, x, turned.getRGB(x, y));
        }
      }
      turned = next;
    }
    return turned;
  }
}
