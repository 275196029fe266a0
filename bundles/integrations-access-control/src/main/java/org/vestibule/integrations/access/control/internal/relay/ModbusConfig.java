// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one relay module. {@link RelaySettings} enforces it. */
@ObjectClassDefinition(
    id = ModbusConfig.PID,
    factoryPid = ModbusConfig.PID,
    name = "Vestibule Modbus relays",
    description = "A module with relays and inputs; one configuration for each")
@interface ModbusConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.modbus";

  @AttributeDefinition(
      name = "Id",
      description = "The module's name: 1 to 63 of a-z, 0-9 and '-'; no default")
  String id();

  @AttributeDefinition(
      name = "Address",
      description = "tcp:HOST:PORT, mostly port 502, or serial:/dev/ttyUSB0?baud=9600; no default")
  String address();

  @AttributeDefinition(
      name = "Framing",
      description =
          "tcp (Modbus TCP) or rtu (also over a serial converter). Default: rtu for serial, else"
              + " tcp",
      required = false)
  String framing() default "";

  @AttributeDefinition(
      name = "Unit",
      description = "The module's address on its line, 1 to 247, default 1",
      required = false,
      min = "1",
      max = "247")
  int unit() default 1;

  @AttributeDefinition(
      name = "Doors",
      description =
          "DOOR=RELAY, counted from 0, and energise-to-lock after it where current locks, for"
              + " example front-door=0,cellar=1 energise-to-lock; no default")
  String[] doors();

  @AttributeDefinition(
      name = "Inputs",
      description =
          "[DOOR] contact|exit|tamper|power|fire=INPUT, counted from 0, and nc after it where the"
              + " wire is closed while nothing is the matter, for example front-door contact=0"
              + " nc,fire=3 nc. Default: none",
      required = false)
  String[] inputs() default {};

  @AttributeDefinition(
      name = "Interlocks",
      description =
          "Doors of a lock, of which one at a time is open, for example outer+inner. Default: none",
      required = false)
  String[] interlocks() default {};

  @AttributeDefinition(
      name = "Pulse",
      description =
          "Who ends a pulse: coil (the module; a coil at pulseAddress is written with the time),"
              + " register (the module; a register), or software (this gateway). Default coil",
      required = false)
  String pulse() default "coil";

  @AttributeDefinition(
      name = "Pulse address",
      description = "The coil or register of relay 0's pulse, 0 to 65000, default 512",
      required = false,
      min = "0",
      max = "65000")
  int pulseAddress() default 512;

  @AttributeDefinition(
      name = "Pulse unit (ms)",
      description = "What one in the pulse's value means. Milliseconds, 1 to 1000, default 100",
      required = false,
      min = "1",
      max = "1000")
  int pulseUnitMillis() default 100;

  @AttributeDefinition(
      name = "Software pulse",
      description =
          "true allows pulses that this gateway ends: if it is killed meanwhile the door stays"
              + " unlocked. Default false",
      required = false)
  boolean softwarePulse() default false;

  @AttributeDefinition(
      name = "Poll (ms)",
      description = "How often inputs are asked. Milliseconds, 20 to 1000, default 200",
      required = false,
      min = "20",
      max = "1000")
  int pollMillis() default 200;

  @AttributeDefinition(
      name = "Answer within (ms)",
      description =
          "After so long the module counts as silent. Milliseconds, 50 to 5000, default 500",
      required = false,
      min = "50",
      max = "5000")
  int answerMillis() default 500;
}
