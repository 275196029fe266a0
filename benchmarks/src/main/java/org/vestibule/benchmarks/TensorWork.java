// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.Random;
import javax.imageio.ImageIO;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Limits;
import org.vestibule.vision.internal.picture.Picture;
import org.vestibule.vision.internal.picture.PictureReader;

/**
 * From an encoded picture to the tensors of a face check (overview 320x240, crop 128x128, aligned
 * 112x112): this gateway's way, and the naive way with ImageIO and Java2D. Not thread-safe.
 */
final class TensorWork {
  private static final Limits LIMITS = new Limits(12_000_000, 8_000_000);

  private final PictureReader reader = new PictureReader();
  private final FloatBuffer tensor =
      ByteBuffer.allocateDirect(3 * 320 * 240 * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
  private final float[] naive = new float[3 * 320 * 240];

  /** This gateway's way; returns something of each tensor. */
  double ours(byte[] jpeg) throws VestibuleException {
    Frame frame = new Frame(jpeg, Instant.EPOCH, 0);
    Picture picture = reader.read(frame, LIMITS, Lens.NONE, (w, h) -> Math.min(w / 320, h / 240));
    double w = picture.width();
    double h = picture.height();
    picture.overview(Affine.onto(-0.5, -0.5, w, h, 320, 240), 320, 240, tensor, 127, 128, false);
    double sum = tensor.get(1000);
    // A face of 37 % of the height, the crop 2.7 times as large.
    double side = h * 0.37 * 2.7;
    double left = (w - side) / 2;
    double top = Math.max(0, (h - side) / 2);
    picture.focus(left, top, left + side, top + side, (int) (h * 0.37 / 160));
    picture.colour(Affine.onto(left, top, side, side, 128, 128), 128, 128, tensor, 0, 1, true);
    sum += tensor.get(1000);
    double step = h * 0.37 / 112;
    Affine aligned = new Affine(step, -0.1, left * 1.5, 0.1, step, h * 0.3);
    picture.colour(aligned, 112, 112, tensor, 127, 128, true);
    return sum + tensor.get(1000);
  }

  /** The naive way. */
  double naive(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    double w = image.getWidth();
    double h = image.getHeight();
    double side = h * 0.37 * 2.7;
    double left = (w - side) / 2;
    double step = h * 0.37 / 112;
    AffineTransform whole = AffineTransform.getScaleInstance(320 / w, 240 / h);
    AffineTransform crop = AffineTransform.getScaleInstance(128 / side, 128 / side);
    crop.translate(-left, 0);
    AffineTransform aligned = AffineTransform.getScaleInstance(1 / step, 1 / step);
    aligned.rotate(-0.1);
    aligned.translate(-left * 1.5, -h * 0.3);
    return tensor(image, whole, 320, 240)
        + tensor(image, crop, 128, 128)
        + tensor(image, aligned, 112, 112);
  }

  private double tensor(BufferedImage image, AffineTransform map, int width, int height) {
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, map, null);
    g.dispose();
    int[] rgb = small.getRGB(0, 0, width, height, null, 0, width);
    for (int i = 0; i < rgb.length; i++) {
      naive[i] = ((rgb[i] >> 16 & 255) - 127) / 128f;
      naive[rgb.length + i] = ((rgb[i] >> 8 & 255) - 127) / 128f;
      naive[2 * rgb.length + i] = ((rgb[i] & 255) - 127) / 128f;
    }
    return naive[1000];
  }

  /**
   * Draws a face on noisy ground, so that it fills more than a third of the height.
   *
   * @return a JPEG file
   */
  static byte[] scene(BufferedImage face, int width, int height) throws IOException {
    BufferedImage scene = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grey = 110 + (x * 60 / width) + (int) (random.nextGaussian() * 6);
        scene.setRGB(x, y, grey << 16 | (grey - 8) << 8 | grey - 20);
      }
    }
    Graphics2D g = scene.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    double scale = height / 480.0;
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            (width - face.getWidth() * scale) / 2, (height - face.getHeight() * scale) / 2);
    place.scale(scale, scale);
    g.drawImage(face, place, null);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(scene, "jpg", out);
    return out.toByteArray();
  }
}
