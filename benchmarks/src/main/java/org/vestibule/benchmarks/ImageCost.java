// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.picture.Affine;
import org.vestibule.vision.internal.picture.Limits;
import org.vestibule.vision.internal.picture.Picture;
import org.vestibule.vision.internal.picture.PictureReader;

/**
 * From an encoded picture to the tensors of a face check (overview 320x240, crop 128x128, aligned
 * 112x112): this gateway's way, the naive way with ImageIO and Java2D, and what the networks take,
 * in one run. The pictures are made from one real frame, drawn on noisy ground in three sizes so
 * that the face fills more than a third of the height.
 */
final class ImageCost {
  private static final int WARM_UP = 150;
  private static final int ROUNDS = 200;
  private static final Limits LIMITS = new Limits(12_000_000, 8_000_000);

  /** Runs once; what it returns keeps the compiler from leaving it out. */
  private interface Work {
    double run() throws IOException, VestibuleException;
  }

  private final PictureReader reader = new PictureReader();
  private final FloatBuffer tensor =
      ByteBuffer.allocateDirect(3 * 320 * 240 * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
  private final float[] naive = new float[3 * 320 * 240];

  private ImageCost() {}

  /**
   * Measures and prints.
   *
   * @param packs folder of the model packs
   * @param frame a JPEG with one face
   * @param out for the table and the lines
   */
  static void measure(Path packs, Path frame, PrintStream out)
      throws IOException, VestibuleException {
    double inference = inference(packs);
    BufferedImage face = ImageIO.read(frame.toFile());
    out.println("JPEG to tensors, one thread, median ms");
    out.printf("%-12s %8s %10s %10s %10s%n", "picture", "kB", "vestibule", "ImageIO", "networks");
    StringBuilder lines = new StringBuilder();
    int[][] sizes = {{640, 480}, {1280, 720}, {1920, 1080}};
    for (int[] size : sizes) {
      byte[] jpeg = scene(face, size[0], size[1]);
      ImageCost cost = new ImageCost();
      double ours = median(() -> cost.ours(jpeg));
      double theirs = median(() -> cost.naive(jpeg));
      out.printf(
          Locale.ROOT,
          "%-12s %8d %10.2f %10.2f %10.2f%n",
          size[0] + "x" + size[1],
          jpeg.length / 1000,
          ours,
          theirs,
          inference);
      line(lines, "jpeg_to_tensor_" + size[1] + "p_ms", ours);
      line(lines, "imageio_to_tensor_" + size[1] + "p_ms", theirs);
      if (size[1] == 720) {
        line(lines, "jpeg_to_tensor_ratio", ours / theirs);
      }
    }
    line(lines, "networks_ms", inference);
    out.print(lines);
  }

  private static void line(StringBuilder lines, String key, double value) {
    lines.append(String.format(Locale.ROOT, "%s=%.3f%n", key, value));
  }

  private double ours(byte[] jpeg) throws VestibuleException {
    Picture picture = reader.read(jpeg, LIMITS, (w, h) -> Math.min(w / 320, h / 240));
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

  private double naive(byte[] jpeg) throws IOException {
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

  /** The sum of the medians of the networks that one check runs. */
  private static double inference(Path packs) throws IOException, VestibuleException {
    double sum = 0;
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      for (String slot :
          new String[] {
            ModelSlots.FACE_DETECTION, ModelSlots.FACE_LIVENESS, ModelSlots.FACE_EMBEDDING
          }) {
        sum += inference(store, slot);
      }
    }
    return sum;
  }

  private static double inference(ModelStore store, String slot)
      throws IOException, VestibuleException {
    double sum = 0;
    try (ModelLease lease = store.lease(slot)) {
      for (NetworkSpec network : lease.manifest().networks()) {
        var input = network.inputs().get(0);
        long[] shape = input.shape().stream().mapToLong(Long::longValue).toArray();
        int floats = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        FloatBuffer data =
            ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Map<String, Tensor> inputs = Map.of(input.name(), new Tensor.Floats(data, shape));
        String output = network.outputs().get(0).name();
        sum +=
            median(
                () -> {
                  try (var run = lease.run(network.name(), inputs)) {
                    return run.floats(output)[0];
                  }
                });
      }
    }
    return sum;
  }

  private static double median(Work work) throws IOException, VestibuleException {
    double[] millis = new double[ROUNDS];
    double kept = 0;
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      long start = System.nanoTime();
      kept += work.run();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    if (Double.isNaN(kept)) {
      throw new IllegalStateException("the work gave nothing");
    }
    Arrays.sort(millis);
    return millis[ROUNDS / 2];
  }

  private static byte[] scene(BufferedImage face, int width, int height) throws IOException {
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
