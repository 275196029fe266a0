// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Hikvision terminal with two doors: ISAPI's device info, door capabilities, door command and
 * work status. Right: {@code control}.
 */
public final class SimulatedHikvision extends SimulatedStation {
  /** All rights. */
  public static final String[] RIGHTS = {"control"};

  private static final String DOOR = "/ISAPI/AccessControl/RemoteControl/door/";
  private static final String SPACE =
      " version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">";
  private static final long RING_NANOS = 2_000_000_000;
  private static final Pattern COMMAND = Pattern.compile("<cmd>(\\w+)</cmd>");

  private volatile int magnet;

  private final AtomicInteger asked = new AtomicInteger();
  private volatile String call = "idle";
  private volatile long rang;
  private volatile boolean pressed;

  /**
   * @param port 0 for any that is free
   */
  public SimulatedHikvision(int port) throws IOException {
    super(port);
  }

  /** Runs one; the arguments are PORT USER PASSWORD. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Program.run(SimulatedHikvision::new, arguments, RIGHTS);
  }

  /** Opens or closes the leaf of door 1. */
  public void leaf(boolean open) {
    magnet = open ? 1 : 0;
  }

  /** Returns how often it was asked whether it rings. */
  public int asked() {
    return asked.get();
  }

  /** Somebody presses the bell, and it rings for two seconds. */
  public void press() {
    rang = System.nanoTime();
    pressed = true;
  }

  /** Somebody presses the bell, or it is over: {@code idle}, {@code ring} or {@code onCall}. */
  public void call(String status) {
    call = status;
  }

  @Override
  Reply answer(Request request) {
    if (request.path().equals("/ISAPI/VideoIntercom/callStatus")) {
      asked.incrementAndGet();
      boolean rings = pressed && System.nanoTime() - rang < RING_NANOS;
      return Reply.json("{\"CallStatus\":{\"status\":\"" + (rings ? "ring" : call) + "\"}}");
    }
    if (request.path().equals("/ISAPI/System/deviceInfo")) {
      return Reply.xml(
          200,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DeviceInfo"
              + SPACE
              + "<deviceName>Front</deviceName><model>DS-KV6113-WPE1(C)</model>"
              + "<serialNumber>DS-KV6113-0001</serialNumber>"
              + "<firmwareVersion>V3.7.0</firmwareVersion></DeviceInfo>");
    } else if (request.path().equals(DOOR + "capabilities")) {
      return Reply.xml(
          200,
          "<RemoteControlDoor"
              + SPACE
              + "<doorNo min=\"1\" max=\"2\"></doorNo>"
              + "<cmd opt=\"open,close,alwaysOpen,alwaysClose\"></cmd></RemoteControlDoor>");
    } else if (request.path().equals("/ISAPI/AccessControl/AcsWorkStatus")) {
      return Reply.json(
          "{\"AcsWorkStatus\":{\"doorLockStatus\":[0,0],\"doorStatus\":["
              + (relay("1").held() ? 2 : 4)
              + ","
              + (relay("2").held() ? 2 : 4)
              + "],\"magneticStatus\":["
              + magnet
              + ",0]}}");
    } else if (request.path().startsWith(DOOR) && request.method().equals("PUT")) {
      return may(request, "control")
          ? command(request.path().substring(DOOR.length()), request.body())
          : status(403, 4, "Invalid Operation", "lowPrivilege");
    }
    return status(404, 4, "Invalid Operation", "notSupport");
  }

  private Reply command(String door, String body) {
    Matcher command = COMMAND.matcher(body);
    if (!command.find()) {
      return status(400, 5, "Invalid XML Format", "badXmlFormat");
    }
    if (!door.matches("[12]")) {
      return status(400, 6, "Invalid XML Content", "badParameters");
    }
    switch (command.group(1)) {
      case "open" -> relay(door).pulse(pulse());
      case "alwaysOpen" -> relay(door).hold(0);
      case "close", "alwaysClose" -> relay(door).off();
      default -> {
        return status(400, 6, "Invalid XML Content", "badParameters");
      }
    }
    note(command.group(1) + " " + door);
    return status(200, 1, "OK", "ok");
  }

  private static Reply status(int http, int code, String text, String more) {
    return Reply.xml(
        http,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ResponseStatus"
            + SPACE
            + "<requestURL>/ISAPI</requestURL><statusCode>"
            + code
            + "</statusCode><statusString>"
            + text
            + "</statusString><subStatusCode>"
            + more
            + "</subStatusCode></ResponseStatus>");
  }
}
