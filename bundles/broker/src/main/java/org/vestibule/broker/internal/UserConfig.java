// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one user of the broker. {@link UserSettings} enforces it. */
@ObjectClassDefinition(
    id = UserConfig.PID,
    name = "Vestibule broker user",
    description = "Somebody who may connect to the MQTT broker in this gateway")
@interface UserConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.broker.user";

  @AttributeDefinition(
      name = "User",
      description =
          "1 to 63 of a-z, 0-9 and '-', not gateway. Default: the name of this configuration",
      required = false)
  String user() default "";

  @AttributeDefinition(
      name = "Password",
      description =
          "secret:NAME, where NAME is a sealed secret of 12 bytes at least. Default empty",
      required = false)
  String password() default "";

  @AttributeDefinition(
      name = "Password file",
      description =
          "In place of it: the file whose first line is the password, 12 characters at least",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "Read",
      description = "Topic filters that it may subscribe to, at most 50. Default vestibule/#",
      required = false)
  String[] read() default {"vestibule/#"};

  @AttributeDefinition(
      name = "Write",
      description = "Topic filters that it may publish to, at most 50. Default none",
      required = false)
  String[] write() default {};
}
