// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.vision.internal.picture.Pictures;

/** Somebody before a camera, five pictures a second, on a clock that a test turns. */
final class Visit {
  static final PersonId ANNA = new PersonId("anna");
  static final StationId FRONT = new StationId("front");
  static final long PICTURE_NANOS = 200_000_000;

  final AtomicLong now = new AtomicLong(-5_000_000_000L);
  final FaceRoom room;
  private final ModelStore store;
  private static final int SCENES = 8;
  private static List<byte[]> pictures;
  private int taken;
  FaceWatch watch;

  Visit(ModelStore store) throws Exception {
    this(store, Neighbours.NONE);
  }

  Visit(ModelStore store, Neighbours neighbours) throws Exception {
    this.store = store;
    room = new FaceRoom(Settings.DEFAULTS, neighbours, now::get);
    synchronized (Visit.class) {
      pictures = pictures == null ? scenes() : pictures;
    }
    begin(1, 1);
  }

  /**
   * Alike everywhere, so that no place in it is too dark, too smooth or covered; without a period,
   * which a print has; in colours; and with a noise of its own in each, as a living scene has.
   */
  private static List<byte[]> scenes() throws IOException {
    List<byte[]> scenes = new ArrayList<>();
    for (int scene = 0; scene < SCENES; scene++) {
      Random noise = new Random(100 + scene);
      BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
      for (int y = 0; y < 480; y++) {
        for (int x = 0; x < 640; x++) {
          double shape = 35 * clouds(x / 5.0, y / 5.0) + 35 * clouds(x / 13.0, y / 13.0);
          double value = 128 + shape + 1.5 * noise.nextGaussian();
          int level = (int) Math.min(225, Math.max(30, value));
          int tint = (int) (29 * clouds(x / 20.0, y / 20.0));
          image.setRGB(x, y, level + tint << 16 | level << 8 | level - tint);
        }
      }
      scenes.add(Pictures.jpeg(image));
    }
    return scenes;
  }

  /** A picture of the first scene that a camera took in the dark. */
  static byte[] grey() throws IOException {
    BufferedImage colours = ImageIO.read(new ByteArrayInputStream(scenes().get(0)));
    BufferedImage grey = new BufferedImage(640, 480, BufferedImage.TYPE_BYTE_GRAY);
    grey.getGraphics().drawImage(colours, 0, 0, null);
    return Pictures.jpeg(grey);
  }

  /** Smooth random hills one unit apart, -1 to 1. */
  private static double clouds(double x, double y) {
    int column = (int) x;
    int row = (int) y;
    double u = smooth(x - column);
    double v = smooth(y - row);
    double upper = hill(column, row) * (1 - u) + hill(column + 1, row) * u;
    double lower = hill(column, row + 1) * (1 - u) + hill(column + 1, row + 1) * u;
    return upper * (1 - v) + lower * v;
  }

  private static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  private static double hill(int column, int row) {
    return 2 * new Random(31L * column + 17_389L * row).nextDouble() - 1;
  }

  /** Begins another watch. */
  void begin(int confirmations, int spoofConfirmations) throws Exception {
    watch = room.watch(() -> store, new FaceWish(FRONT, confirmations, spoofConfirmations));
  }

  void configure(String key, Object value) throws Exception {
    room.configure(Settings.of(Map.of(key, value)));
  }

  /** The next picture: other bytes, a little later, judged at once. */
  Frame next() {
    return next(pictures.get(taken % SCENES));
  }

  /** As above, of what is in these bytes. */
  Frame next(byte[] jpeg) {
    taken++;
    byte[] bytes = Arrays.copyOf(jpeg, jpeg.length + 2);
    bytes[jpeg.length] = (byte) taken;
    bytes[jpeg.length + 1] = (byte) (taken >> 8);
    return at(bytes, now.addAndGet(PICTURE_NANOS));
  }

  static Frame at(byte[] bytes, long nanos) {
    return new Frame(bytes, Instant.EPOCH.plusNanos(nanos), nanos);
  }

  FaceSighting look(FaceTemplate... enrolled) throws Exception {
    return watch.look(claim(enrolled), next());
  }

  FaceShot shot() throws Exception {
    return shot(pictures.get(0));
  }

  FaceShot shot(byte[] jpeg) throws Exception {
    return room.shot(store, Optional.of(FRONT), next(jpeg));
  }

  static FaceReference.Claimed claim(FaceTemplate... enrolled) {
    return new FaceReference.Claimed(ANNA, List.of(enrolled), List.of());
  }

  static FaceTemplate template(float... values) {
    return FaceTemplate.of("scripted-embed@1", values);
  }
}
