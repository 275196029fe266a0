// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.httprelay;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one HTTP relay. */
@ObjectClassDefinition(
    id = HttpRelayConfig.PID,
    factoryPid = HttpRelayConfig.PID,
    name = "Vestibule HTTP relay",
    description =
        "Any relay that one HTTP request releases and that falls back by itself; one configuration for each")
@interface HttpRelayConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.httprelay";

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
      description = "DOOR=RELAY, at least one; RELAY is what {relay} stands for")
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

  @AttributeDefinition(
      name = "Method",
      description = "GET, POST or PUT; default GET",
      required = false)
  String method() default "GET";

  @AttributeDefinition(
      name = "Path",
      description = "With its query; {relay} and {seconds} are filled in; no default")
  String path();

  @AttributeDefinition(
      name = "Body",
      description = "Filled in as the path; default none",
      required = false)
  String body() default "";

  @AttributeDefinition(name = "Content type", description = "Of the body", required = false)
  String contentType() default "application/x-www-form-urlencoded";

  @AttributeDefinition(
      name = "Expected status",
      description = "The HTTP status of success, 200 to 299, default 200",
      required = false,
      min = "200",
      max = "299")
  int expectStatus() default 200;

  @AttributeDefinition(
      name = "Expected text",
      description = "What the answer has in it when the relay moved; default anything",
      required = false)
  String expectText() default "";

  @AttributeDefinition(
      name = "Probe path",
      description = "A path that answers and moves nothing; no default")
  String probePath();

  @AttributeDefinition(
      name = "Probe text",
      description = "What that answer has in it; default anything",
      required = false)
  String probeText() default "";
}
