// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

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

  /** The name of the configurations of further brokers. */
  String FURTHER_PID = "org.vestibule.mqtt.broker";

  @AttributeDefinition(
      name = "Name",
      description =
          "What a further broker is called, in "
              + FURTHER_PID
              + " only: 1 to 40 of a-z, 0-9 and '-'",
      required = false)
  String name() default "";

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
      name = "Version",
      description =
          "auto: MQTT 5, and 3.1.1 when the broker refuses that; 5 or 3.1.1: nothing else."
              + " Default auto",
      required = false)
  String version() default "auto";

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
      name = "Password",
      description = "secret:NAME, a secret of the house. Default: that of the password file",
      required = false)
  String password() default "";

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
      name = "Certificate file",
      description =
          "PEM certificates that the gateway shows a broker that asks for one, its own first."
              + " Default empty",
      required = false)
  String certificateFile() default "";

  @AttributeDefinition(
      name = "Key file",
      description =
          "The unencrypted PKCS#8 key of the certificate, as a PEM file or as secret:NAME."
              + " Default empty",
      required = false)
  String keyFile() default "";

  @AttributeDefinition(
      name = "Window",
      description =
          "How many messages may wait for their confirmation at the same time, if the broker allows"
              + " as many. 1 to 1000, default 100",
      required = false,
      min = "1",
      max = "1000")
  int window() default 100;

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

  @AttributeDefinition(
      name = "Commands",
      description =
          "Whether whoever proves itself by a token may work doors by messages: on or off."
              + " Default off",
      required = false)
  String commands() default "off";

  @AttributeDefinition(
      name = "Home Assistant",
      description =
          "Whether Home Assistant finds the doors at this broker by itself: on or off. Default off",
      required = false)
  String homeAssistant() default "off";

  @AttributeDefinition(
      name = "Home Assistant's prefix",
      description = "Where it looks for discovery. Default homeassistant",
      required = false)
  String homeAssistantPrefix() default "homeassistant";

  @AttributeDefinition(
      name = "Doors for Home Assistant",
      description =
          "The doors that it may work, with commas between; whoever may publish at the broker is"
              + " believed to be it. Default none",
      required = false)
  String[] homeAssistantDoors() default {};

  @AttributeDefinition(
      name = "Sparkplug",
      description =
          "Whether the gateway is an edge node of Sparkplug B, by a connection of its own: on or"
              + " off. Default off",
      required = false)
  String sparkplug() default "off";

  @AttributeDefinition(
      name = "Sparkplug group",
      description = "The group id, up to 100 characters. Default vestibule",
      required = false)
  String sparkplugGroup() default "vestibule";

  @AttributeDefinition(
      name = "Sparkplug node",
      description = "The edge node id, up to 100 characters. Default: the building",
      required = false)
  String sparkplugNode() default "";

  @AttributeDefinition(
      name = "Doors for Sparkplug",
      description =
          "The doors that a host may work, with commas between; whoever may publish at the broker is"
              + " believed to be it. Default none",
      required = false)
  String[] sparkplugDoors() default {};

  @AttributeDefinition(
      name = "Sparkplug host",
      description = "The primary host that is waited for. Default empty: nobody's",
      required = false)
  String sparkplugHost() default "";
}
