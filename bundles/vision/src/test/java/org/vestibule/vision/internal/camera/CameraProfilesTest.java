// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.vision.internal.picture.Picture;

class CameraProfilesTest {
  private static final Optional<StationId> FRONT = Optional.of(new StationId("front"));

  private final CameraProfiles profiles = new CameraProfiles();

  @Test
  void aWrongChangeIsRefusedAndTheLastGoodOneStays() {
    profiles.updated("one", camera("station", "front", "stricterBy", "0.1"));

    profiles.updated("one", camera("station", "front", "stricterBy", "7"));

    assertThat(profiles.of(FRONT).stricterBy()).isEqualTo(0.1);
    assertThat(profiles.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    assertThat(profiles.status().sentence()).contains("stricterBy").contains("7");
  }

  @Test
  void aSecondFileForAStationIsRefusedUntilOneIsGone() {
    profiles.updated("one", camera("station", "front", "stricterBy", "0.1"));

    profiles.updated("two", camera("station", "front", "stricterBy", "0.2"));

    assertThat(profiles.of(FRONT).stricterBy()).isEqualTo(0.1);
    assertThat(profiles.status().sentence()).contains("'front' a second time");
    profiles.deleted("one");
    profiles.updated("two", camera("station", "front", "stricterBy", "0.2"));
    assertThat(profiles.of(FRONT).stricterBy()).isEqualTo(0.2);
    assertThat(profiles.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void aCameraMayMoveToAnotherStation() {
    profiles.updated("one", camera("station", "front", "stricterBy", "0.1"));

    profiles.updated("one", camera("station", "rear", "stricterBy", "0.1"));

    assertThat(profiles.of(FRONT)).isEqualTo(CameraProfile.ORDINARY);
    assertThat(profiles.of(Optional.of(new StationId("rear"))).stricterBy()).isEqualTo(0.1);
  }

  @Test
  void whatIsNotDescribedIsOrdinary() {
    assertThat(profiles.of(FRONT)).isEqualTo(CameraProfile.ORDINARY);
    assertThat(profiles.of(Optional.empty())).isEqualTo(CameraProfile.ORDINARY);
    assertThat(profiles.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void aGreyPictureCountsAsInfraredUnlessTheConfigurationKnowsBetter() {
    Picture grey = Picture.generated(64, 48);
    profiles.updated("one", camera("station", "front", "infrared", "false"));

    assertThat(CameraProfile.ORDINARY.grey(grey)).isTrue();
    assertThat(profiles.of(FRONT).grey(grey)).isFalse();
  }

  private static Dictionary<String, Object> camera(String... pairs) {
    Dictionary<String, Object> properties = new Hashtable<>(Map.of("service.pid", "any"));
    for (int i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return properties;
  }
}
