// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.doorbird;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.maker.EventParts;
import org.vestibule.integrations.onvif.sip.internal.maker.Maker;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerEvents;
import org.vestibule.integrations.onvif.sip.internal.maker.Replies;

/**
 * DoorBird stations over the LAN-2-LAN API: {@code info.cgi}, and {@code monitor.cgi} for the bell
 * and for motion. Read (revision 0.36 and public clients of it), not tried with a device: the
 * stream is {@code multipart/x-mixed-replace}, one line {@code doorbell:H} or {@code
 * motionsensor:L} in a part, the state of both at the beginning and at each change; a missing right
 * is answered with 204 and no body.
 */
public final class DoorBird implements Maker {
  /** It repeats its state about every 20 s. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "doorbird";
  }

  @Override
  public String stream() {
    return "/mpeg/media.amp";
  }

  @Override
  public String probe(DeviceClient device) throws VestibuleException, InterruptedException {
    JsonNode info = Replies.json(device, "/bha-api/info.cgi").path("BHA").path("VERSION").path(0);
    if (!info.isObject()) {
      throw Replies.invalid("info.cgi", "no version");
    }
    return Replies.shown(info.path("DEVICE-TYPE").asText("DoorBird")) + " answers";
  }

  @Override
  public void listen(DeviceClient device, MakerEvents events)
      throws VestibuleException, IOException, InterruptedException {
    EventParts.read(
        device,
        "/bha-api/monitor.cgi?ring=doorbell,motionsensor",
        SILENCE,
        events,
        text -> take(text, events));
  }

  private static void take(String text, MakerEvents events) {
    for (String line : text.split("[\r\n]+")) {
      switch (line.strip()) {
        case "doorbell:H" -> events.rings(true);
        case "doorbell:L" -> events.rings(false);
        case "motionsensor:H" -> events.moved(true);
        case "motionsensor:L" -> events.moved(false);
        default -> {
          // A line that this gateway does not know.
        }
      }
    }
  }
}
