// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.dahua;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.maker.EventParts;
import org.vestibule.integrations.onvif.sip.internal.maker.Maker;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerEvents;
import org.vestibule.integrations.onvif.sip.internal.maker.Replies;

/**
 * Dahua door stations (VTO) over their CGI: {@code eventManager.cgi} with a heart beat of 5 s. Read
 * (HTTP API and public clients), not tried with a device: {@code Code=CallNoAnswered}, {@code
 * Code=Invite} and {@code Code=_DoTalkAction_} with {@code Action:Invite} are a ring, {@code
 * VideoMotion} is motion, {@code DoorStatus} the contact, {@code AlarmLocal} with {@code VtoTamper}
 * or {@code PreventRemove} tamper.
 */
public final class Dahua implements Maker {
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final String EVENTS =
      "/cgi-bin/eventManager.cgi?action=attach&codes=%5BAll%5D&heartbeat=5";

  @Override
  public String name() {
    return "dahua";
  }

  @Override
  public String stream() {
    return "/cam/realmonitor?channel=1&subtype=1";
  }

  @Override
  public String probe(DeviceClient device) throws VestibuleException, InterruptedException {
    byte[] answer = Replies.good(device, "/cgi-bin/magicBox.cgi?action=getSystemInfo");
    String text = new String(answer, StandardCharsets.UTF_8);
    String type = text.replaceFirst("(?s).*\\bdeviceType=([^\r\n]*).*", "$1");
    return Replies.shown(type.equals(text) ? "Dahua" : type) + " answers";
  }

  @Override
  public void listen(DeviceClient device, MakerEvents events)
      throws VestibuleException, IOException, InterruptedException {
    EventParts.read(device, EVENTS, SILENCE, events, text -> take(text, events));
  }

  private static void take(String text, MakerEvents events) {
    Map<String, String> fields = fields(text);
    String action = fields.getOrDefault("action", "");
    switch (fields.getOrDefault("Code", "")) {
      case "Invite", "CallNoAnswered" -> {
        if (!action.equals("Stop")) {
          events.pressed("");
        }
      }
      case "_DoTalkAction_" -> {
        if (text.contains("\"Invite\"")) {
          events.pressed("");
        }
      }
      case "VideoMotion" -> events.moved(action.equals("Start"));
      case "DoorStatus" -> events.input(DoorSignal.CONTACT_OPEN, text.contains("\"Open\""));
      case "VtoTamper", "PreventRemove" -> events.input(DoorSignal.TAMPER, !action.equals("Stop"));
      default -> {
        // An event that is nothing of a door station, or a heart beat.
      }
    }
  }

  /** Reads {@code Code=VideoMotion;action=Start;index=0;data={...}}. */
  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new TreeMap<>();
    for (String pair : text.strip().split(";")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        fields.putIfAbsent(parts[0].strip(), parts[1].strip());
      }
    }
    return fields;
  }
}
