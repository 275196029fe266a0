// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;
import java.util.Set;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.messaging.internal.mqtt.Rider;
import org.vestibule.integrations.messaging.internal.mqtt.SmallHouse;

/**
 * A gateway that can be killed: its front door takes the state that a line of standard input names,
 * and it says when a command came.
 */
final class NodeProcess {
  private NodeProcess() {}

  /** Arguments: port, file of the births. */
  public static void main(String[] arguments) throws Exception {
    SmallHouse house = new SmallHouse().door("front").running();
    house.parts.put("vision", Status.ready("All is well"));
    Sparkplug convention =
        new Sparkplug(
            house.house(),
            new SparkplugSettings(
                "vestibule", "home", Set.of(new DoorId("front")), Optional.empty()),
            new BirthCount(Path.of(arguments[1])));
    try (Rider rider = new Rider(convention, Integer.parseInt(arguments[0]));
        Scanner lines = new Scanner(System.in)) {
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.equals("ordered?")) {
          house.ordered.forEach(each -> System.out.println("ordered " + each.request().command()));
          System.out.println("ordered end");
        } else {
          house.door("front", DoorState.valueOf(line), DoorContact.CLOSED);
          rider.on(house.happened("door/state", "{'door':'front','after':'" + line + "'}"));
        }
      }
    }
  }
}
