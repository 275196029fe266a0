// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.hikvision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.maker.Maker;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerEvents;
import org.vestibule.integrations.onvif.sip.internal.maker.Replies;
import org.vestibule.integrations.onvif.sip.internal.soap.SafeXml;

/**
 * Hikvision door stations over ISAPI: the bell is seen by {@code VideoIntercom/callStatus}, which
 * is asked four times a second, because many stations write no event of it into their alert stream.
 * Read (public clients), not tried with a device: {@code idle}, {@code ring} and {@code onCall}.
 */
public final class Hikvision implements Maker {
  private static final long PACE_MILLIS = 250;
  private static final String CALL = "/ISAPI/VideoIntercom/callStatus?format=json";

  @Override
  public String name() {
    return "hikvision";
  }

  @Override
  public String stream() {
    return "/Streaming/Channels/102";
  }

  @Override
  public String probe(DeviceClient device) throws VestibuleException, InterruptedException {
    byte[] info = Replies.good(device, "/ISAPI/System/deviceInfo");
    String model = SafeXml.read(info).textAt("model");
    return Replies.shown(model.isEmpty() ? "Hikvision" : model) + " answers";
  }

  @Override
  public void listen(DeviceClient device, MakerEvents events)
      throws VestibuleException, IOException, InterruptedException {
    while (true) {
      String body = new String(Replies.good(device, CALL), StandardCharsets.UTF_8);
      String now = Replies.read(body, CALL).path("CallStatus").path("status").asText();
      if (now.isEmpty()) {
        throw Replies.invalid("callStatus", "no status");
      }
      events.alive();
      events.rings(now.equals("ring"));
      TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
    }
  }
}
