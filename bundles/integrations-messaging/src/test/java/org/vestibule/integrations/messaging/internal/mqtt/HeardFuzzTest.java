// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.messaging.internal.mqtt.Convention.Heard;
import org.vestibule.integrations.messaging.internal.mqtt.homeassistant.HomeAssistant;
import org.vestibule.integrations.messaging.internal.mqtt.homeassistant.HomeAssistantSettings;
import org.vestibule.integrations.messaging.internal.mqtt.sparkplug.BirthCount;
import org.vestibule.integrations.messaging.internal.mqtt.sparkplug.Sparkplug;
import org.vestibule.integrations.messaging.internal.mqtt.sparkplug.SparkplugSettings;

/**
 * Whatever comes on whatever topic, retained or not: no convention throws, and no door but the
 * listed one is worked. The first line is the topic, with {@code !} before it when retained.
 */
class HeardFuzzTest {
  private static final DoorId FRONT = new DoorId("front");

  @FuzzTest
  void heard(byte[] bytes) throws IOException {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
    boolean retained = line.startsWith("!");
    int begin = Math.min(end + 1, bytes.length);
    byte[] payload = Arrays.copyOfRange(bytes, begin, bytes.length);
    Heard message = new Heard(retained ? line.substring(1) : line, payload, retained);
    SmallHouse house = new SmallHouse().door("front").door("back");
    for (Convention convention : conventions(house)) {
      convention.will();
      convention.born();
      convention.heard(message);
      convention.renews();
      convention.tick();
    }
    assertThat(house.ordered)
        .allSatisfy(
            each -> {
              assertThat(retained).isFalse();
              assertThat(each.request().command().toString()).contains("door=front");
            });
  }

  private static List<Convention> conventions(SmallHouse house) throws IOException {
    Path births = Path.of("target", "fuzz", "births");
    Files.createDirectories(births.getParent());
    return List.of(
        new HomeAssistant(house.house(), new HomeAssistantSettings("homeassistant", Set.of(FRONT))),
        new Sparkplug(
            house.house(),
            new SparkplugSettings("vestibule", "home", Set.of(FRONT), Optional.of("scada")),
            new BirthCount(births)));
  }
}
