// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;

/** A gateway that releases a door and is then killed: a program of its own. */
final class PulseAndStay {
  private PulseAndStay() {}

  /**
   * Releases.
   *
   * @param args port, {@code register} or {@code software}, length in ms
   */
  public static void main(String[] args) throws Exception {
    ModbusRelays relays = new ModbusRelays();
    relays.lines = PlainLine::open;
    relays.updated(
        "pid",
        new Hashtable<>(
            Map.of(
                "id", "hall",
                "address", "tcp:127.0.0.1:" + args[0],
                "doors", "front=0",
                "pulse", args[1],
                "softwarePulse", "true",
                "answerMillis", "5000")));
    while (relays.state(new DoorId("front")) != DoorState.LOCKED) {
      Thread.onSpinWait();
    }
    relays.release(new DoorId("front"), Duration.ofMillis(Long.parseLong(args[2])));
    System.out.println("released");
    System.in.read();
  }
}
