// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one webhook. {@link WebhookSettings} enforces it. */
@ObjectClassDefinition(
    id = WebhookConfig.PID,
    factoryPid = WebhookConfig.PID,
    name = "Vestibule webhook",
    description = "A system that is told by signed HTTP requests; one configuration for each")
@interface WebhookConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.webhook";

  @AttributeDefinition(
      name = "Id",
      description =
          "1 to 40 of a-z, 0-9 and '-'. Default: NAME of the file org.vestibule.webhook-NAME.cfg",
      required = false)
  String id() default "";

  @AttributeDefinition(
      name = "Address",
      description =
          "https://HOST/PATH, without a user in it; HOST has to be named in hosts of"
              + " org.vestibule.egress, too. No default")
  String url();

  @AttributeDefinition(
      name = "Secret",
      description = "secret:NAME of the signing key, whsec_ and Base64 of 24 to 64 bytes")
  String secret();

  @AttributeDefinition(
      name = "Secret before",
      description =
          "secret:NAME of the former key while receivers change over: both sign. Default none",
      required = false)
  String secretBefore() default "";

  @AttributeDefinition(
      name = "Events",
      description =
          "Topics, or door/* for all that begin so. Default door/*, visit/opened, visit/closed",
      required = false)
  String[] events() default {"door/*", "visit/opened", "visit/closed"};

  @AttributeDefinition(
      name = "Building",
      description = "Who speaks, in the source of each event: 1 to 63 of a-z, 0-9 and '-'",
      required = false)
  String building() default "home";

  @AttributeDefinition(
      name = "Time-out (s)",
      description = "For one try in all. Seconds, 1 to 60, default 10",
      required = false,
      min = "1",
      max = "60")
  int timeoutSeconds() default 10;

  @AttributeDefinition(
      name = "Attempts",
      description = "How often one event may reach the receiver in vain. 1 to 50, default 12",
      required = false,
      min = "1",
      max = "50")
  int attempts() default 12;

  @AttributeDefinition(
      name = "Age (h)",
      description = "What is older is given up. Hours, 1 to 168, default 24",
      required = false,
      min = "1",
      max = "168")
  int ageHours() default 24;

  @AttributeDefinition(
      name = "Concurrency",
      description = "How many are on their way at a time, each for another door. 1 to 4, default 1",
      required = false,
      min = "1",
      max = "4")
  int concurrency() default 1;

  @AttributeDefinition(
      name = "CA file",
      description =
          "PEM certificates that may sign the receiver's. Default: those of the Java runtime",
      required = false)
  String caFile() default "";

  @AttributeDefinition(
      name = "Allow private addresses",
      description = "Whether it may lead to this machine or into a private network. Default false",
      required = false)
  boolean allowPrivate() default false;

  @AttributeDefinition(
      name = "Allow plain HTTP",
      description =
          "Whether http:// may leave this machine, readable for everybody on the way. Default"
              + " false",
      required = false)
  boolean allowInsecure() default false;

  @AttributeDefinition(
      name = "Silent alarms",
      description =
          "Whether duress is told (door/duress): on or off. Whoever stands beside the threatened"
              + " person must not see it. Default off",
      required = false)
  String duress() default "off";
}
