// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for SIP. {@link SipSettings} enforces it. */
@ObjectClassDefinition(
    id = SipConfig.PID,
    pid = SipConfig.PID,
    name = "Vestibule SIP",
    description = "Where phones and SIP panels register and call. Without it SIP is off")
@interface SipConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.sip";

  @AttributeDefinition(
      name = "Address",
      description =
          "The address of this machine where SIP listens, as a number; not 0.0.0.0, for phones are"
              + " told it. Default 127.0.0.1",
      required = false)
  String address() default "127.0.0.1";

  @AttributeDefinition(
      name = "Port",
      description = "For UDP and TCP: 1 to 65535, default 5060",
      min = "1",
      max = "65535",
      required = false)
  int port() default 5060;

  @AttributeDefinition(
      name = "TLS port",
      description = "For TLS: 1 to 65535; 0, the default: no TLS",
      min = "0",
      max = "65535",
      required = false)
  int tlsPort() default 0;

  @AttributeDefinition(
      name = "Certificate file",
      description = "A PKCS#12 file with the key and the certificate for TLS",
      required = false)
  String certificateFile() default "";

  @AttributeDefinition(
      name = "Certificate password file",
      description = "A file whose first line opens the PKCS#12 file",
      required = false)
  String certificatePasswordFile() default "";

  @AttributeDefinition(
      name = "Trusted file",
      description =
          "A PEM file with the certificates that a registrar by TLS may show. Empty: what the Java"
              + " runtime trusts",
      required = false)
  String trustedFile() default "";

  @AttributeDefinition(
      name = "Realm",
      description = "What the phones' passwords belong to: up to 64 characters, default vestibule",
      required = false)
  String realm() default "vestibule";

  @AttributeDefinition(
      name = "Registrar",
      description =
          "A telephone system at which this house registers: HOST, HOST:PORT, with ;transport=tcp"
              + " or tls. Empty: none",
      required = false)
  String registrar() default "";

  @AttributeDefinition(
      name = "Registrar user",
      description = "This house's account at the registrar",
      required = false)
  String registrarUser() default "";

  @AttributeDefinition(
      name = "Registrar password file",
      description = "A file whose first line is the account's password",
      required = false)
  String registrarPasswordFile() default "";

  @AttributeDefinition(
      name = "Registrar expiry (s)",
      description = "For how long to register: 60 to 3600 seconds, default 300",
      min = "60",
      max = "3600",
      required = false)
  int registrarExpirySeconds() default 300;

  @AttributeDefinition(
      name = "Calls",
      description = "The most calls at a time; each phone that rings is one. 1 to 200, default 32",
      min = "1",
      max = "200",
      required = false)
  int calls() default 32;

  @AttributeDefinition(
      name = "Longest call (s)",
      description = "After so long a call is ended: 10 to 7200 seconds, default 600",
      min = "10",
      max = "7200",
      required = false)
  int callSeconds() default 600;

  @AttributeDefinition(
      name = "Longest message (bytes)",
      description = "4096 to 65535, default 16384",
      min = "4096",
      max = "65535",
      required = false)
  int messageBytes() default 16_384;

  @AttributeDefinition(
      name = "Messages of strangers (per second)",
      description =
          "How many messages the strangers of one address may send. 5 to 1000, default 50. A phone"
              + " that registered, or that a call stands with, has 200 of its own",
      min = "5",
      max = "1000",
      required = false)
  int messagesPerSecond() default 50;
}
