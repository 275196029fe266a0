// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link BrokerSettings} enforces the same bounds; a test compares them. */
@ObjectClassDefinition(
    id = BrokerConfig.PID,
    name = "Vestibule broker",
    description = "The MQTT broker in this gateway")
@interface BrokerConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.broker";

  @AttributeDefinition(
      name = "Address",
      description =
          "The address of this machine on which plain MQTT listens; empty: nowhere. Another one"
              + " than loopback needs allowInsecure. Default 127.0.0.1",
      required = false)
  String address() default "127.0.0.1";

  @AttributeDefinition(
      name = "Port",
      description = "1 to 65535, default 1883",
      min = "1",
      max = "65535",
      required = false)
  int port() default 1883;

  @AttributeDefinition(
      name = "TLS address",
      description =
          "The address of this machine on which MQTT within TLS listens, 0.0.0.0 for all; empty:"
              + " nowhere. Default empty",
      required = false)
  String tlsAddress() default "";

  @AttributeDefinition(
      name = "TLS port",
      description = "1 to 65535, default 8883",
      min = "1",
      max = "65535",
      required = false)
  int tlsPort() default 8883;

  @AttributeDefinition(
      name = "Certificate file",
      description =
          "PEM: the certificate and its chain. Default: the one that the network settings had"
              + " generated for HTTPS",
      required = false)
  String certificateFile() default "";

  @AttributeDefinition(
      name = "Key file",
      description = "PEM (PKCS#8) without a passphrase: the private key of the certificate file",
      required = false)
  String keyFile() default "";

  @AttributeDefinition(
      name = "Allow plain TCP",
      description =
          "Whether plain MQTT may listen beyond loopback, passwords and messages readable for"
              + " everybody on the way: true or false, default false",
      type = AttributeType.BOOLEAN,
      required = false)
  boolean allowInsecure() default false;

  @AttributeDefinition(
      name = "Memory (MB)",
      description =
          "What messages that wait may take in all. Three quarters full, whoever has most waiting"
              + " loses it. 8 to 4096, default 64",
      min = "8",
      max = "4096",
      required = false)
  int memoryMegabytes() default 64;

  @AttributeDefinition(
      name = "Connections",
      description =
          "The most connections at a time; one address gets half of them, one user's sessions too."
              + " 2 to 10000, default 200",
      min = "2",
      max = "10000",
      required = false)
  int maxConnections() default 200;

  @AttributeDefinition(
      name = "Packet (bytes)",
      description = "The longest MQTT packet that is taken. 1024 to 16777216, default 262144",
      min = "1024",
      max = "16777216",
      required = false)
  int maxPacketBytes() default 262_144;

  @AttributeDefinition(
      name = "Queued messages",
      description =
          "How many messages wait for one subscription of a client that is slow or away; the oldest"
              + " go first. 1 to 1000000, default 1000",
      min = "1",
      max = "1000000",
      required = false)
  int maxQueued() default 1000;

  @AttributeDefinition(
      name = "Messages of a connection (per second)",
      description =
          "How many messages one connection may publish; beyond that it is read more slowly."
              + " 1 to 1000000, default 1000",
      min = "1",
      max = "1000000",
      required = false)
  int messagesPerSecond() default 1000;

  @AttributeDefinition(
      name = "Retained topics",
      description =
          "How many topics may keep a message for whoever comes later. 1 to 1000000, default 10000",
      min = "1",
      max = "1000000",
      required = false)
  int maxRetained() default 10_000;

  @AttributeDefinition(
      name = "Session (h)",
      description =
          "The longest time for which a client that went away is remembered. Hours, 0 to 480,"
              + " default 24; 0: not at all",
      min = "0",
      max = "480",
      required = false)
  int sessionHours() default 24;

  @AttributeDefinition(
      name = "The gateway's topics",
      description =
          "Topic filters that the gateway's own user may read and write, at most 20. Default"
              + " vestibule/#, homeassistant/#, spBv1.0/#",
      required = false)
  String[] gatewayTopics() default {"vestibule/#", "homeassistant/#", "spBv1.0/#"};
}
