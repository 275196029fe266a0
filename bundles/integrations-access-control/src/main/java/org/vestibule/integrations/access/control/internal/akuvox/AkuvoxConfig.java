// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.akuvox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one Akuvox door phone. */
@ObjectClassDefinition(
    id = AkuvoxConfig.PID,
    factoryPid = AkuvoxConfig.PID,
    name = "Vestibule Akuvox door phone",
    description = "Akuvox door phones over their local HTTP API; one configuration for each")
@interface AkuvoxConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.akuvox";

  @AttributeDefinition(
      name = "Name",
      description = "The device's name for people: 1 to 63 of a-z, 0-9 and '-'; no default")
  String name();

  @AttributeDefinition(
      name = "Address",
      description = "https://HOST, or http://127.0.0.1:PORT; no default")
  String url();

  @AttributeDefinition(
      name = "User",
      description = "The gateway's account at the device; empty: it wants none",
      required = false)
  String username() default "";

  @AttributeDefinition(
      name = "Password",
      description = "secret:NAME, a secret of the house. Default: that of the password file",
      required = false)
  String password() default "";

  @AttributeDefinition(
      name = "Password file",
      description = "A file whose first line is the password",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "Doors",
      description = "DOOR=RELAY, at least one; RELAY is the number of a relay")
  String[] doors();

  @AttributeDefinition(
      name = "Contacts",
      description = "The doors of this device that have a contact wired to it; default none",
      required = false)
  String[] contacts() default {};

  @AttributeDefinition(
      name = "Answer within (ms)",
      description = "For one request with its challenge. Milliseconds, 100 to 10000, default 1500",
      required = false,
      min = "100",
      max = "10000")
  int timeoutMillis() default 1500;

  @AttributeDefinition(
      name = "Ask every (s)",
      description = "How often the state is asked. Seconds, 1 to 300, default 5",
      required = false,
      min = "1",
      max = "300")
  int pollSeconds() default 5;

  @AttributeDefinition(
      name = "Basic allowed",
      description = "Whether the password itself may be sent; with https only",
      required = false)
  boolean allowBasic() default false;

  @AttributeDefinition(
      name = "Plain HTTP allowed",
      description = "Whether url may be http to another machine: anybody in between can read along",
      required = false)
  boolean allowInsecure() default false;
}
