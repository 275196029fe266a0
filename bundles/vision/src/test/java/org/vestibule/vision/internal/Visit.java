// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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
  private final byte[] picture;
  private int taken;
  FaceWatch watch;

  Visit(ModelStore store) throws Exception {
    this(store, Neighbours.NONE);
  }

  Visit(ModelStore store, Neighbours neighbours) throws Exception {
    this.store = store;
    room = new FaceRoom(Settings.DEFAULTS, neighbours, now::get);
    picture = Pictures.jpeg(texture());
    begin(1, 1);
  }

  /** The same everywhere, so that no place in it is too dark, too smooth or covered. */
  private static BufferedImage texture() {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < 480; y++) {
      for (int x = 0; x < 640; x++) {
        int value = 128 + (int) (50 * Math.sin(x * 0.9) * Math.sin(y * 0.7));
        image.setRGB(x, y, value << 16 | value << 8 | value);
      }
    }
    return image;
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
    return next(picture);
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
    return shot(picture);
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
