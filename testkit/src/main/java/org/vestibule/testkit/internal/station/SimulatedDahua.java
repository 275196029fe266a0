// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.io.IOException;
import java.util.List;

/**
 * A Dahua VTO with one door: {@code magicBox.cgi} and {@code accessControl.cgi}. It calls a door
 * without a contact closed, as they do. Right: {@code control}.
 */
public final class SimulatedDahua extends SimulatedStation {
  /** All rights. */
  public static final String[] RIGHTS = {"control"};

  private volatile String leaf = "Close";

  /**
   * @param port 0 for any that is free
   */
  public SimulatedDahua(int port) throws IOException {
    super(port);
  }

  /** Runs one; the arguments are PORT USER PASSWORD. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Program.run(SimulatedDahua::new, arguments, RIGHTS);
  }

  /** Opens or closes the leaf. */
  public void leaf(boolean open) {
    leaf = open ? "Open" : "Close";
  }

  /** Somebody presses the bell. */
  public void press() {
    event("Code=Invite;action=Pulse;index=0;data={\n   \"CallID\" : \"1\"\n}\n");
  }

  /** The call of a press is over. */
  public void stopRinging() {
    event("Code=Invite;action=Stop;index=0");
  }

  /** Something moves, or nothing any more. */
  public void motion(boolean moving) {
    event("Code=VideoMotion;action=" + (moving ? "Start" : "Stop") + ";index=0");
  }

  @Override
  String eventPath() {
    return "/cgi-bin/eventManager.cgi";
  }

  @Override
  List<String> eventsBefore() {
    return List.of("Heartbeat");
  }

  @Override
  Reply answer(Request request) {
    String call = request.path() + "?" + request.parameter("action");
    return switch (call) {
      case "/cgi-bin/magicBox.cgi?getSystemInfo" ->
          Reply.text(200, "deviceType=VTO2111D\r\nprocessor=ST7108\r\nserialNumber=4G0001\r\n");
      case "/cgi-bin/accessControl.cgi?getDoorStatus" ->
          request.parameter("channel").equals("1")
              ? Reply.text(200, "Info.status=" + leaf + "\r\n")
              : bad();
      case "/cgi-bin/accessControl.cgi?openDoor", "/cgi-bin/accessControl.cgi?closeDoor" ->
          move(request);
      default -> Reply.text(404, "Not Found");
    };
  }

  private Reply move(Request request) {
    if (!may(request, "control")) {
      return Reply.text(403, "Error\r\nForbidden\r\n");
    }
    if (!request.parameter("channel").equals("1")) {
      return bad();
    }
    if (request.parameter("action").equals("openDoor")) {
      relay("1").pulse(pulse());
    } else {
      relay("1").off();
    }
    note(request.parameter("action") + " 1");
    return Reply.text(200, "OK\r\n");
  }

  private static Reply bad() {
    return Reply.text(400, "Error\r\nBad Request!\r\n");
  }
}
