// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.Outline;
import org.vestibule.api.station.Outline.Corner;
import org.vestibule.integrations.onvif.sip.internal.area.Areas;
import org.vestibule.integrations.onvif.sip.internal.area.LiveAreas;

/** In which order pictures are worked on: areas are those of the picture that people see. */
class PictureWorkTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final FisheyeView VIEW = new FisheyeView(128, 128, 64, 64, 62, 180, 0, 0, 90);

  private final LiveAreas areas =
      new LiveAreas(
          new Areas(
              List.of(
                  new Outline(
                      List.of(
                          new Corner(0, 0),
                          new Corner(0.5, 0),
                          new Corner(0.5, 1),
                          new Corner(0, 1)))),
              List.of()));

  @Test
  void aMaskLiesOnTheViewAndNotOnThePictureOfTheLens() {
    PictureWork work = work(Optional.of(VIEW), false);
    byte[] lens = bright(128, 128);
    Frame frame = work.frame(work.look(lens, 0), 0);
    assertHalf(frame.bytes());
    assertThat(lens).as("what was decoded").containsOnly((byte) 200);
  }

  @Test
  void aPictureThatNobodyWantedLeavesNothingInTheNext() {
    PictureWork work = work(Optional.of(VIEW), false);
    work.unused(work.look(bright(128, 128), 0));
    areas.set(Areas.NONE);
    Frame frame = work.frame(work.look(bright(128, 128), 0), 0);
    assertThat(frame.bytes()).containsOnly((byte) 200);
  }

  @Test
  void whatIsMaskedMakesNoDayANightAndNoNightADay() {
    PictureWork day = work(Optional.empty(), true);
    byte[] seen = bright(WIDTH, HEIGHT);
    Arrays.fill(seen, 0, WIDTH * HEIGHT, (byte) 110);
    Frame frame = day.frame(day.look(seen, 0), 0);
    assertThat(frame.bytes()[WIDTH - 1]).as("half of 110 would be dark").isEqualTo((byte) 110);

    PictureWork night = work(Optional.empty(), true);
    byte[] dark = bright(WIDTH, HEIGHT);
    Arrays.fill(dark, 0, WIDTH * HEIGHT, (byte) 30);
    Frame improved = night.frame(night.look(dark, 0), 0);
    assertThat(improved.bytes()[WIDTH - 1]).isGreaterThan((byte) 30);
    assertThat(improved.bytes()[0]).isZero();
  }

  private static void assertHalf(byte[] picture) {
    for (int y = 0; y < HEIGHT; y++) {
      assertThat(picture[y * WIDTH]).isZero();
      assertThat(picture[y * WIDTH + WIDTH / 2 - 1]).isZero();
      assertThat(picture[y * WIDTH + WIDTH / 2] & 0xff).isEqualTo(200);
    }
  }

  private static byte[] bright(int width, int height) {
    byte[] picture = new byte[width * height * 3 / 2];
    Arrays.fill(picture, (byte) 200);
    return picture;
  }

  private PictureWork work(Optional<FisheyeView> view, boolean night) {
    return new PictureWork(
        new StreamWish(
            VideoBench.FRONT,
            URI.create("rtsp://127.0.0.1/none"),
            "",
            Optional.empty(),
            false,
            WIDTH,
            HEIGHT,
            10,
            new StreamWish.Options(view, night, true, areas)));
  }
}
