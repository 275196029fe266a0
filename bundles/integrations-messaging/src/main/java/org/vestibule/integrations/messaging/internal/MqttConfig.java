// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link MqttSettings} enforces it. */
@ObjectClassDefinition(
    id = MqttConfig.PID,
    name = "Vestibule MQTT",
    description = "The broker that is told what happens in the building")
@interface MqttConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.mqtt";

  @AttributeDefinition(
      name = "Server",
      description =
          "tcp://HOST:PORT or ssl://HOST:PORT; empty switches MQTT off. Ports by default 1883 and"
              + " 8883. Default empty",
      required = false)
  String server() default "";

  @AttributeDefinition(
      name = "Building",
      description = "The second level of every topic: 1 to 63 of a-z, 0-9 and '-'. Default home",
      required = false)
  String building() default "home";

  @AttributeDefinition(
      name = "Client id",
      description = "1 to 64 characters, unique at the broker. Default vestibule-BUILDING",
      required = false)
  String clientId() default "";

  @AttributeDefinition(
      name = "User name",
      description = "Up to 128 characters; empty for a broker that asks for none. Default empty",
      required = false)
  String username() default "";

  @AttributeDefinition(
      name = "Password file",
      description =
          "The file whose first line is the password; read at each connection. Default empty",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "CA file",
      description =
          "PEM certificates that may sign the broker's, for ssl://. Default: those of the Java"
              + " runtime",
      required = false)
  String caFile() default "";

  @AttributeDefinition(
      name = "Keep alive (s)",
      description =
          "After 1.5 times this the broker tells others that the gateway is gone."
              + " Seconds, 5 to 3600, default 30",
      required = false,
      min = "5",
      max = "3600")
  int keepAliveSeconds() default 30;

  @AttributeDefinition(
      name = "Allow plain TCP",
      description =
          "Whether tcp:// may leave this machine, readable for everybody on the way: true or"
              + " false, default false",
      required = false)
  boolean allowInsecure() default false;

  @AttributeDefinition(
      name = "Silent alarms",
      description =
          "Whether duress is told, on the topic door/duress: on or off. Whoever stands beside the"
              + " threatened person must not read that topic. Default off",
      required = false)
  String duress() default "off";
}
