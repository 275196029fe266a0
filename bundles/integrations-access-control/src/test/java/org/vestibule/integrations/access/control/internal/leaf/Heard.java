// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;

/** Writes down what a leaf tells. */
final class Heard implements Leaf.Told {
  final List<String> lines = new ArrayList<>();

  /** Returns what was told since the last time. */
  List<String> taken() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  @Override
  public void moved(DoorContact before, DoorContact after) {
    lines.add(before + " to " + after);
  }

  @Override
  public void raised(DoorAlarm alarm, String sentence) {
    lines.add("+" + alarm.label());
  }

  @Override
  public void cleared(DoorAlarm alarm) {
    lines.add("-" + alarm.label());
  }

  @Override
  public void exitRequested() {
    lines.add("exit");
  }
}
