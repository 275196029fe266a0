// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a person may set for one zone. {@link ZoneSettings} enforces it. */
@ObjectClassDefinition(
    id = ZoneConfig.PID,
    factoryPid = ZoneConfig.PID,
    name = "Vestibule zone",
    description = "A part of the building with anti-passback; one configuration for each")
@interface ZoneConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.zone";

  @AttributeDefinition(
      name = "Id",
      description = "The zone's name: 1 to 63 of a-z, 0-9 and '-'; no default")
  String id();

  @AttributeDefinition(
      name = "Doors in",
      description = "The doors by which it is entered, up to 64; no default")
  String[] in();

  @AttributeDefinition(
      name = "Doors out",
      description = "The doors by which it is left, up to 64, none of them a door in; no default")
  String[] out();

  @AttributeDefinition(
      name = "Anti-passback",
      description =
          "off, soft (it opens, and the audit says so) or hard (it stays shut). Default soft",
      required = false,
      options = {@Option("off"), @Option("soft"), @Option("hard")})
  String antiPassback() default "soft";
}
