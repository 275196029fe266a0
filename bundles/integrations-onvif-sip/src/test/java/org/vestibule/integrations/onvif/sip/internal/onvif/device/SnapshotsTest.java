// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.api.station.PixelLayout;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

@Timeout(180)
class SnapshotsTest {
  private final PictureStation camera = new PictureStation("front", "front-door", true);
  private final OfferedStation station = OfferedStation.of(camera, Instant.now());
  private final Snapshots snapshots = new Snapshots();

  @Test
  void aStationThatIsAwayHasNoPicture() {
    camera.away = true;
    assertThatThrownBy(() -> snapshots.of(station, null))
        .isInstanceOf(VestibuleException.class)
        .hasMessageContaining("away");
  }

  @Test
  void eachQuestionLooksAndStopsLooking() throws Exception {
    assertThat(snapshots.size(camera.info().id())).isEqualTo(PictureSize.ASSUMED);
    assertThat(snapshots.of(station, null)).isPresent();
    assertThat(snapshots.of(station, null)).isPresent();
    assertThat(camera.opened).hasValue(2);
    assertThat(camera.closed).hasValue(2);
    assertThat(snapshots.size(camera.info().id())).isEqualTo(new PictureSize(320, 240));
  }

  /** The camera of a panel that posts is the visit's: nobody else may begin it. */
  @Test
  void theOpenVisitsPictureComesFirst() throws Exception {
    OneVisit visits = new OneVisit();
    assertThat(snapshots.of(station, visits)).isPresent();
    assertThat(visits.looks).isEqualTo(3);
    assertThat(camera.opened).hasValue(0);
    assertThat(snapshots.size(camera.info().id())).isEqualTo(new PictureSize(2, 2));
  }

  @Test
  void coloursStayWhatTheyAre() throws Exception {
    byte[] rgb = new byte[3 * 16 * 16];
    byte[] i420 = new byte[16 * 16 * 3 / 2];
    for (int i = 0; i < 256; i++) {
      rgb[3 * i] = (byte) 200;
      i420[i] = (byte) 60;
    }
    Arrays.fill(i420, 256, 320, (byte) 94);
    Arrays.fill(i420, 320, 384, (byte) 228);
    for (Frame frame : List.of(raw(PixelLayout.RGB24, rgb), raw(PixelLayout.I420, i420))) {
      int colour = decoded(frame).getRGB(8, 8);
      assertThat(colour >> 16 & 0xFF).isBetween(190, 210);
      assertThat(colour >> 8 & 0xFF).isLessThan(15);
      assertThat(colour & 0xFF).isLessThan(15);
    }
  }

  @Test
  void whatIsNoPictureIsNotSent() throws Exception {
    assertThat(JpegPictures.of(new Frame(new byte[100], Instant.now(), 0))).isEmpty();
    assertThat(JpegPictures.of(raw(PixelLayout.RGB24, new byte[5]))).isEmpty();
  }

  private static Frame raw(PixelLayout layout, byte[] bytes) {
    return new Frame(bytes, new FrameFormat.Raw(layout, 16, 16), Instant.now(), 0);
  }

  private static BufferedImage decoded(Frame frame) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(JpegPictures.of(frame).orElseThrow()));
  }

  /** A visit whose picture comes with the third look. */
  private static final class OneVisit implements Visits {
    private final VisitStory story = Stories.open(new VisitId("v-1"), "front");
    private int looks;

    @Override
    public VisitId press(ButtonPress press) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void notThisPerson(VisitId visit, String by) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Frame> picture(VisitId visit) {
      looks++;
      FrameFormat format = new FrameFormat.Raw(PixelLayout.GREY8, 2, 2);
      return looks < 3
          ? Optional.empty()
          : Optional.of(new Frame(new byte[4], format, Instant.now(), 0));
    }

    @Override
    public Optional<VisitStory> story(VisitId id) {
      return Optional.of(story);
    }

    @Override
    public List<VisitStory> recent(int limit) {
      return List.of(story);
    }
  }
}
