// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.vestibule.api.station.VideoFeed;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.area.MaskedStation;

/** What is masked of a panel's pictures reaches nobody. */
class PanelMaskTest extends PanelFixture {
  private static final int SIDE = 64;

  @Test
  void aPictureThatCannotBePaintedIsRefusedAndNotKept() throws Exception {
    String visit = press("");
    mask("0,0 0.5,0 0.5,1 0,1");
    String frames = "front/visits/" + visit + "/frames";
    assertThat(code(post(frames, bytes("RIFF????WEBP".getBytes()), front)))
        .isEqualTo("415 picture-unmaskable");
    VideoFeed video = registered.get("front").openVideo(new VisitId(visit));
    assertThat(post(frames, bytes(white()), front).statusCode()).isEqualTo(202);
    BufferedImage first =
        ImageIO.read(new ByteArrayInputStream(video.next(SOON).orElseThrow().bytes()));
    assertThat(first.getRGB(8, 32) & 0xff).isLessThan(12);
    assertThat(first.getRGB(56, 32) & 0xff).isGreaterThan(240);
  }

  @Test
  void otherMasksHoldFromTheNextPictureOnInTheSameVisitAndImpossibleOnesAreNotTaken()
      throws Exception {
    String visit = press("");
    String frames = "front/visits/" + visit + "/frames";
    VideoFeed video = registered.get("front").openVideo(new VisitId(visit));
    byte[] sent = white();
    assertThat(post(frames, bytes(sent), front).statusCode()).isEqualTo(202);
    assertThat(video.next(SOON).orElseThrow().bytes()).isEqualTo(sent);
    mask("0.5,0 1,0 1,1 0.5,1");
    mask("0.5,0 1,1 1,0 0.5,1");
    assertThat(stations.status().sentence()).contains("masks");
    assertThat(post(frames, bytes(sent), front).statusCode()).isEqualTo(202);
    BufferedImage second =
        ImageIO.read(new ByteArrayInputStream(video.next(SOON).orElseThrow().bytes()));
    assertThat(second.getRGB(8, 32) & 0xff).isGreaterThan(240);
    assertThat(second.getRGB(56, 32) & 0xff).isLessThan(12);
  }

  private void mask(String corners) {
    Map<String, Object> settings =
        new HashMap<>(Map.of("id", "front", "door", "front-door", "masks", corners));
    settings.put("zones", "way in: 0,0.5 1,0.5 1,1 0,1");
    configure("a", settings);
    assertThat(((MaskedStation) registered.get("front")).masked()).isTrue();
    assertThat(registered.get("front").zones()).extracting("name").containsExactly("way in");
  }

  private static byte[] white() throws Exception {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      picture.setRGB(i % SIDE, i / SIDE, 0xffffff);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", out);
    return out.toByteArray();
  }
}
