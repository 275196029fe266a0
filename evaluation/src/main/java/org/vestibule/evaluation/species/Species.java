// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The generated instruments that are held before a camera. */
public enum Species {
  /** A sheet in a hand. */
  PRINT(0.012),
  /** A telephone or tablet in a hand. */
  SCREEN(0.012),
  /** A print without its margin. */
  CUT_OUT(0.012),
  /** A photo that is moved, tilted and brought nearer and farther, to look alive. */
  MOVING_PHOTO(0.03);

  /** Height of the face before the camera, pixels. */
  private static final double FACE = 130;

  /** Standard deviation of the hand's way between two pictures, in widths of the picture. */
  private final double hand;

  Species(double hand) {
    this.hand = hand;
  }

  /** Returns its name in a report. */
  public String word() {
    return "generated-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Generates one presentation.
   *
   * @param photo what is shown
   * @param box left, top, width and height of the face in it, pixels
   * @param pictures how many pictures the camera takes, from 1
   * @param seed the same gives the same pictures
   * @return JPEG files in order
   */
  public List<byte[]> present(Photo photo, double[] box, int pictures, long seed)
      throws IOException {
    Random chance = new Random(seed);
    Medium medium = medium(photo, box, chance);
    SecondCamera camera = new SecondCamera(chance);
    double scale = FACE / box[3];
    double phase = 2 * Math.PI * chance.nextDouble();
    List<byte[]> taken = new ArrayList<>();
    double x = SecondCamera.width() / 2.0;
    double y = SecondCamera.height() / 2.0;
    for (int i = 0; i < pictures; i++) {
      x += hand * SecondCamera.width() * chance.nextGaussian();
      y += hand * SecondCamera.height() * 0.6 * chance.nextGaussian();
      double swing = Math.sin(phase + 1.1 * i);
      double tilt = this == MOVING_PHOTO ? 28 * swing : 5 * swing;
      double near = this == MOVING_PHOTO ? 1 + 0.15 * Math.cos(phase + 0.7 * i) : 1 + 0.01 * swing;
      taken.add(
          camera.shoot(
              medium,
              new Pose(
                  x,
                  y,
                  photo.width() * scale * near,
                  photo.height() * scale * near,
                  tilt,
                  0.4 * tilt * Math.cos(0.8 * i),
                  2 * chance.nextGaussian())));
    }
    return taken;
  }

  /** The same noise and coding as an attack gets, for a living person's picture: the control. */
  public static byte[] control(Photo photo, long seed) throws IOException {
    return SecondCamera.again(photo, new Random(seed));
  }

  private Medium medium(Photo photo, double[] box, Random chance) {
    return switch (this) {
      case PRINT -> new Print(photo, chance);
      case SCREEN -> new Screen(photo, chance);
      case CUT_OUT -> new CutOut(photo, box, chance);
      case MOVING_PHOTO ->
          chance.nextBoolean() ? new Print(photo, chance) : new Screen(photo, chance);
    };
  }
}
