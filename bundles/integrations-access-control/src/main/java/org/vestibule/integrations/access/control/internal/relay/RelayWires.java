// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;

/** Reads what is wired to a module, as a person writes it. */
final class RelayWires {
  private static final String NAME = "([a-z0-9][a-z0-9-]{0,62})";
  private static final Pattern DOOR =
      Pattern.compile(NAME + "=([0-9]{1,3})(?:\\s+([a-z-]{1,32}))?");
  private static final Pattern INPUT =
      Pattern.compile(
          "(?:" + NAME + "\\s+)?(contact|exit|tamper|power|fire)=([0-9]{1,3})(?:\\s+(nc|no))?");
  private static final int LAST = 255;
  private static final String DOOR_EXAMPLE = "front-door=0";
  private static final String INPUT_EXAMPLE = "front-door contact=0 nc";

  private RelayWires() {}

  static Map<DoorId, RelayDoor> doors(List<String> doors, List<String> interlocks)
      throws VestibuleException {
    Map<DoorId, RelayDoor> all = new LinkedHashMap<>();
    Set<Integer> outputs = new HashSet<>();
    for (String text : doors) {
      Matcher matcher = DOOR.matcher(text);
      if (!matcher.matches()) {
        throw refused("doors", text, "DOOR=RELAY", DOOR_EXAMPLE);
      }
      Optional<Wiring> wiring =
          matcher.group(3) == null
              ? Optional.of(Wiring.ENERGISE_TO_UNLOCK)
              : Wiring.of(matcher.group(3));
      int output = Integer.parseInt(matcher.group(2));
      if (wiring.isEmpty() || output > LAST) {
        throw refused(
            "doors", text, "relays 0 to 255, energise-to-unlock or energise-to-lock", DOOR_EXAMPLE);
      }
      DoorId door = new DoorId(matcher.group(1));
      RelayDoor twin =
          all.put(door, new RelayDoor(door, output, wiring.get(), beside(door, interlocks)));
      if (twin != null || !outputs.add(output)) {
        throw refused("doors", text, "each door and each relay once", DOOR_EXAMPLE);
      }
    }
    if (all.isEmpty()) {
      throw RelaySettings.invalid("doors", "nothing", "at least one DOOR=RELAY", DOOR_EXAMPLE);
    }
    for (RelayDoor door : all.values()) {
      if (!all.keySet().containsAll(door.locked())) {
        throw RelaySettings.invalid(
            "interlocks", "another door", "doors of this module", "outer+inner");
      }
    }
    return all;
  }

  private static Set<DoorId> beside(DoorId door, List<String> interlocks)
      throws VestibuleException {
    Set<DoorId> others = new HashSet<>();
    for (String group : interlocks) {
      List<DoorId> members = new ArrayList<>();
      for (String name : group.split("\\+", -1)) {
        try {
          members.add(new DoorId(name.strip()));
        } catch (IllegalArgumentException e) {
          throw refused("interlocks", group, "names of doors around '+'", "outer+inner");
        }
      }
      if (members.size() < 2) {
        throw refused("interlocks", group, "at least two doors", "outer+inner");
      }
      if (members.contains(door)) {
        others.addAll(members);
      }
    }
    others.remove(door);
    return others;
  }

  static List<InputWire> inputs(List<String> texts, Set<DoorId> doors) throws VestibuleException {
    List<InputWire> wires = new ArrayList<>();
    for (String text : texts) {
      Matcher matcher = INPUT.matcher(text);
      if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > LAST) {
        throw refused(
            "inputs", text, "[DOOR] contact|exit|tamper|power|fire=0 to 255 [nc]", INPUT_EXAMPLE);
      }
      Optional<DoorId> door = Optional.ofNullable(matcher.group(1)).map(DoorId::new);
      DoorSignal signal = signal(matcher.group(2));
      if (door.isPresent() && !doors.contains(door.get())) {
        throw refused("inputs", text, "a door of this module", INPUT_EXAMPLE);
      }
      boolean everywhere = signal != DoorSignal.CONTACT_OPEN && signal != DoorSignal.EXIT_REQUEST;
      if (door.isEmpty() && !everywhere) {
        throw refused("inputs", text, "contact and exit with their door", INPUT_EXAMPLE);
      }
      wires.add(
          new InputWire(
              door, signal, Integer.parseInt(matcher.group(3)), "nc".equals(matcher.group(4))));
    }
    long inputs = wires.stream().map(InputWire::input).distinct().count();
    if (inputs < wires.size()) {
      throw RelaySettings.invalid("inputs", "an input twice", "each input once", INPUT_EXAMPLE);
    }
    return List.copyOf(wires);
  }

  private static DoorSignal signal(String name) {
    return switch (name) {
      case "contact" -> DoorSignal.CONTACT_OPEN;
      case "exit" -> DoorSignal.EXIT_REQUEST;
      case "tamper" -> DoorSignal.TAMPER;
      case "power" -> DoorSignal.POWER_LOST;
      default -> DoorSignal.FIRE_RELEASE;
    };
  }

  private static VestibuleException refused(
      String key, String text, String allowed, String example) {
    return RelaySettings.invalid(key, "'" + text + "'", allowed, example);
  }
}
