// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one system. {@link PeerSettings} enforces it. */
@ObjectClassDefinition(
    id = PeerForm.PID,
    factoryPid = PeerForm.PID,
    name = "Vestibule CoAP peer",
    description = "A building system that gets in by DTLS; one configuration for each")
@interface PeerForm {
  /** The factory configuration's name. */
  String PID = "org.vestibule.coap.peer";

  @AttributeDefinition(
      name = "Name",
      description = "Names it in the audit: 1 to 63 of a-z, 0-9 and '-'; no default")
  String name();

  @AttributeDefinition(
      name = "Identity",
      description =
          "What it sends as its identity with a pre-shared key, 1 to 128 characters. Default: its"
              + " name",
      required = false)
  String identity() default "";

  @AttributeDefinition(
      name = "Pre-shared key",
      description =
          "secret:NAME, 16 to 64 bytes; 32 to 128 hexadecimal digits count as the bytes that they"
              + " write. Exactly one of key, publicKey and certificate is set",
      required = false)
  String key() default "";

  @AttributeDefinition(
      name = "Raw public key",
      description = "Its SubjectPublicKeyInfo (DER) as Base64, elliptic curve P-256",
      required = false)
  String publicKey() default "";

  @AttributeDefinition(
      name = "Certificate",
      description = "The subject of its certificate, for example CN=lift,O=Example",
      required = false)
  String certificate() default "";

  @AttributeDefinition(
      name = "Trust file",
      description = "PEM certificates that may sign its certificate; needed with certificate",
      required = false)
  String trustFile() default "";

  @AttributeDefinition(
      name = "Roles",
      description =
          "What it may: roles, alone or at some doors and stations, for example system or"
              + " manager:door:front-door. Default: nothing",
      required = false)
  String[] roles() default {};

  @AttributeDefinition(
      name = "Requests (1/s)",
      description =
          "How much it may ask, twice as much at once: 1 to 100000 in a second, default 20",
      required = false,
      min = "1",
      max = "100000")
  int requestsPerSecond() default 20;
}
