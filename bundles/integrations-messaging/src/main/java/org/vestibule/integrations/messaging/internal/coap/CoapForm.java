// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link CoapSettings} enforces it. */
@ObjectClassDefinition(
    id = CoapForm.PID,
    name = "Vestibule CoAP",
    description = "The house for building systems that speak CoAP; off unless a port is set")
@interface CoapForm {
  /** The configuration's name. */
  String PID = "org.vestibule.coap";

  @AttributeDefinition(
      name = "Building",
      description = "Names the building in SenML: 1 to 63 of a-z, 0-9 and '-'. Default home",
      required = false)
  String building() default "home";

  @AttributeDefinition(
      name = "Address",
      description = "The address to listen at, written as numbers. Default 127.0.0.1",
      required = false)
  String address() default "127.0.0.1";

  @AttributeDefinition(
      name = "Plain port",
      description =
          "CoAP without encryption, usually 5683; 0 switches it off. 0 to 65535, default 0",
      required = false,
      min = "0",
      max = "65535")
  int port() default 0;

  @AttributeDefinition(
      name = "DTLS port",
      description = "CoAP over DTLS 1.2, usually 5684; 0 switches it off. 0 to 65535, default 0",
      required = false,
      min = "0",
      max = "65535")
  int securePort() default 0;

  @AttributeDefinition(
      name = "Allow plain CoAP beyond this machine",
      description =
          "Whether the plain port may listen at another address than loopback: true or false,"
              + " default false",
      required = false)
  boolean allowInsecure() default false;

  @AttributeDefinition(
      name = "Roles of plain CoAP",
      description =
          "What anybody on this machine may see by plain CoAP, for example system; on loopback"
              + " only. Default: none, that is /health in one word",
      required = false)
  String[] plainRoles() default {};

  @AttributeDefinition(
      name = "Commands",
      description = "Whether POST /commands works doors: on or off, default off",
      required = false)
  String commands() default "off";

  @AttributeDefinition(
      name = "Certificate file",
      description =
          "PEM: the gateway's certificate and those that signed it, the own one first, for peers"
              + " with a public key or a certificate. Default empty: pre-shared keys only",
      required = false)
  String certificateFile() default "";

  @AttributeDefinition(
      name = "Private key",
      description =
          "secret:NAME, the private key of the certificate as PKCS #8 in PEM. Default empty",
      required = false)
  String privateKey() default "";

  @AttributeDefinition(
      name = "Messages for each peer",
      description =
          "How many of a peer's messages are remembered to find repetitions: 16 to 1024, default"
              + " 64",
      required = false,
      min = "16",
      max = "1024")
  int messagesPerPeer() default 64;

  @AttributeDefinition(
      name = "Block size (bytes)",
      description = "The longest block of an answer: 64, 128, 256, 512 or 1024, default 512",
      required = false)
  int blockSize() default 512;

  @AttributeDefinition(
      name = "Observers",
      description = "How many observations there may be at once: 1 to 10000, default 100",
      required = false,
      min = "1",
      max = "10000")
  int observers() default 100;

  @AttributeDefinition(
      name = "Sessions",
      description = "How many DTLS sessions there may be at once: 1 to 10000, default 200",
      required = false,
      min = "1",
      max = "10000")
  int sessions() default 200;
}
