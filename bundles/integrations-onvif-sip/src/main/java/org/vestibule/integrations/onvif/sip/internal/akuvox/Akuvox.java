// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.akuvox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.maker.Maker;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerEvents;
import org.vestibule.integrations.onvif.sip.internal.maker.Replies;

/**
 * Akuvox door stations: the camera, and whether the device is there. Its bell and its sound are
 * SIP's ({@code sip} in the configuration), because its events leave it only by requests to an
 * address that is written into it, and this gateway writes nothing into a device. Read (public
 * clients), not tried with a device.
 */
public final class Akuvox implements Maker {
  private static final long PACE_SECONDS = 3;

  @Override
  public String name() {
    return "akuvox";
  }

  @Override
  public String stream() {
    return "/live/ch00_1";
  }

  @Override
  public String probe(DeviceClient device) throws VestibuleException, InterruptedException {
    JsonNode status = Replies.json(device, "/api/system/info").path("data").path("Status");
    return Replies.shown(status.path("Model").asText("Akuvox")) + " answers";
  }

  @Override
  public void listen(DeviceClient device, MakerEvents events)
      throws VestibuleException, IOException, InterruptedException {
    while (true) {
      events.alive();
      TimeUnit.SECONDS.sleep(PACE_SECONDS);
      probe(device);
    }
  }
}
