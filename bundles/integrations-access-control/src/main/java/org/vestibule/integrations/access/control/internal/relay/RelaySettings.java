// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.access.control.internal.line.LineAddress;

/**
 * One module's configuration, checked. Keys, bounds and defaults are those of {@link ModbusConfig}.
 *
 * @param rtu whether frames are those of a serial line
 * @param doors by their id
 */
public record RelaySettings(
    String id,
    String address,
    boolean rtu,
    int unit,
    Map<DoorId, RelayDoor> doors,
    List<InputWire> inputs,
    Pulse pulse,
    Duration poll,
    Duration answer) {
  private static final int MOST_DOORS = 64;
  private static final int MOST_INPUTS = 256;
  private static final List<String> KEYS =
      List.of(
          "id",
          "address",
          "framing",
          "unit",
          "doors",
          "inputs",
          "interlocks",
          "pulse",
          "pulseAddress",
          "pulseUnitMillis",
          "softwarePulse",
          "pollMillis",
          "answerMillis");

  /**
   * Who ends a pulse.
   *
   * @param by the module or this gateway
   * @param address where relay 0's time is written
   * @param unit what one in the value means
   */
  public record Pulse(By by, int address, Duration unit) {
    /** Who it is, and how the module is told. */
    public enum By {
      /** The module; a coil is written with the time (function 05). */
      COIL,
      /** The module; a register is written with the time (function 06). */
      REGISTER,
      /** This gateway. */
      SOFTWARE
    }
  }

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}, {@code line-invalid}
   */
  static RelaySettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(ModbusConfig.PID, properties, KEYS);
    String id = reader.name("id", null, "hall-relays");
    String address = reader.text("address", LineAddress.LONGEST, "");
    boolean serial = LineAddress.of(address) instanceof LineAddress.Serial;
    String framing = reader.text("framing", 8, serial ? "rtu" : "tcp");
    if (!framing.equals("rtu") && (serial || !framing.equals("tcp"))) {
      throw invalid("framing", framing, serial ? "rtu on a serial line" : "tcp or rtu", "rtu");
    }
    Map<DoorId, RelayDoor> doors =
        RelayWires.doors(
            reader.list("doors", MOST_DOORS, List.of()),
            reader.list("interlocks", MOST_DOORS, List.of()));
    RelaySettings settings =
        new RelaySettings(
            id,
            address,
            framing.equals("rtu"),
            reader.integer("unit", 1, 247, 1),
            doors,
            RelayWires.inputs(reader.list("inputs", MOST_INPUTS, List.of()), doors.keySet()),
            pulse(reader),
            Duration.ofMillis(reader.integer("pollMillis", 20, 1000, 200)),
            Duration.ofMillis(reader.integer("answerMillis", 50, 5000, 500)));
    boolean softwarePulse = reader.flag("softwarePulse", false);
    boolean untimed = doors.values().stream().anyMatch(door -> !settings.timed(door));
    if (untimed && !softwarePulse) {
      throw SettingsReader.invalid(
          ModbusConfig.PID,
          "softwarePulse",
          "false, with a pulse that this gateway ends",
          "true, or a pulse by coil or register on doors that current unlocks",
          "Use a module with a pulse of its own, or accept with softwarePulse = true that a gateway"
              + " that is killed leaves the door unlocked.");
    }
    return settings;
  }

  private static Pulse pulse(SettingsReader reader) throws VestibuleException {
    String by = reader.text("pulse", 16, "coil");
    if (!List.of("coil", "register", "software").contains(by)) {
      throw invalid("pulse", "'" + by + "'", "coil, register or software", "coil");
    }
    return new Pulse(
        Pulse.By.valueOf(by.toUpperCase(Locale.ROOT)),
        reader.integer("pulseAddress", 0, 65_000, 512),
        Duration.ofMillis(reader.integer("pulseUnitMillis", 1, 1000, 100)));
  }

  /** Returns whether the module itself ends a door's pulses. */
  boolean timed(RelayDoor door) {
    return pulse.by() != Pulse.By.SOFTWARE && door.wiring() == Wiring.ENERGISE_TO_UNLOCK;
  }

  /** Returns a door whose pulse this gateway has to end, if there is one. */
  Optional<DoorId> untimed() {
    return doors.values().stream().filter(door -> !timed(door)).map(RelayDoor::door).findFirst();
  }

  /** Returns how many outputs are asked. */
  public int outputs() {
    return 1 + doors.values().stream().mapToInt(RelayDoor::output).max().orElse(-1);
  }

  /** Returns how many inputs are asked. */
  public int inputCount() {
    return 1 + inputs.stream().mapToInt(InputWire::input).max().orElse(-1);
  }

  /** Returns the name under which it tells of inputs. */
  String source() {
    return "modbus " + id;
  }

  static VestibuleException invalid(String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        ModbusConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
