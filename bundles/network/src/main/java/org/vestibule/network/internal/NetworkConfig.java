// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = NetworkConfig.PID,
    name = "Network",
    description = "What listens beyond this machine, with which certificate, and its limits")
@interface NetworkConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.network";

  @AttributeDefinition(
      name = "HTTPS address",
      description =
          "The address of this machine on which HTTPS listens, 0.0.0.0 for all. Empty: nothing"
              + " listens beyond loopback",
      required = false)
  String httpsAddress() default "";

  @AttributeDefinition(
      name = "HTTPS port",
      description = "1 to 65535, default 8443",
      min = "1",
      max = "65535",
      required = false)
  int httpsPort() default 8443;

  @AttributeDefinition(
      name = "TLS versions",
      description = "TLSv1.3, and TLSv1.2 where an old panel needs it",
      required = false)
  String[] tlsVersions() default {"TLSv1.3"};

  @AttributeDefinition(
      name = "Names",
      description =
          "Host names and addresses that the generated certificate is for, at most 20. Empty: this"
              + " machine's name and the HTTPS address",
      required = false)
  String[] names() default {};

  @AttributeDefinition(
      name = "Certificate file",
      description =
          "A PEM file with the certificate and its chain, or a PKCS#12 file ending in .p12. Empty:"
              + " a certificate is generated",
      required = false)
  String certificateFile() default "";

  @AttributeDefinition(
      name = "Key file",
      description = "The private key in PEM, without a passphrase; not for PKCS#12",
      required = false)
  String keyFile() default "";

  @AttributeDefinition(
      name = "Password file",
      description = "A file whose first line opens the PKCS#12 file",
      required = false)
  String passwordFile() default "";

  @AttributeDefinition(
      name = "Plain HTTP beyond loopback",
      description =
          "Lets org.apache.felix.http.host be another address than loopback. What is sent there can"
              + " be read by everybody on the way",
      type = AttributeType.BOOLEAN,
      required = false)
  boolean plainBeyondLoopback() default false;

  @AttributeDefinition(
      name = "Requests of an address (per second)",
      description = "How many requests one address may send. 1 to 10000, default 100",
      min = "1",
      max = "10000",
      required = false)
  int requestsPerSecond() default 100;

  @AttributeDefinition(
      name = "Requests of loopback (per second)",
      description = "The same for this machine itself. 1 to 100000, default 2000",
      min = "1",
      max = "100000",
      required = false)
  int loopbackRequestsPerSecond() default 2000;

  @AttributeDefinition(
      name = "Slow bodies of an address",
      description =
          "The most request bodies of one address that arrive slowly at a time; each holds a thread"
              + " of the web server. 1 to 50, default 8",
      min = "1",
      max = "50",
      required = false)
  int slowBodies() default 8;

  @AttributeDefinition(
      name = "Slow bodies of loopback",
      description =
          "The same for this machine itself, and for whoever comes through a proxy on it. 1 to 90,"
              + " default 64",
      min = "1",
      max = "90",
      required = false)
  int loopbackSlowBodies() default 64;

  @AttributeDefinition(
      name = "Connections",
      description = "The most HTTPS connections at a time. 1 to 10000, default 256",
      min = "1",
      max = "10000",
      required = false)
  int connections() default 256;

  @AttributeDefinition(
      name = "Connections of an address",
      description = "The most HTTPS connections of one address. 1 to 10000, default 32",
      min = "1",
      max = "10000",
      required = false)
  int connectionsPerAddress() default 32;

  @AttributeDefinition(
      name = "Idle time-out (s)",
      description =
          "When a request under way in which nothing moves is ended. Seconds, 5 to 600, default 60",
      min = "5",
      max = "600",
      required = false)
  int idleSeconds() default 60;

  @AttributeDefinition(
      name = "Head time-out (s)",
      description =
          "How long a connection may take for its handshake and the next whole request head."
              + " Seconds, 1 to 120, default 15",
      min = "1",
      max = "120",
      required = false)
  int headSeconds() default 15;
}
