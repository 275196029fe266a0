// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.teams;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one channel. */
@ObjectClassDefinition(
    id = TeamsConfig.PID,
    factoryPid = TeamsConfig.PID,
    name = "Vestibule Teams",
    description = "A channel or chat of Microsoft Teams; one configuration for each")
@interface TeamsConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.teams";

  @AttributeDefinition(
      name = "Id",
      description =
          "1 to 40 of a-z, 0-9 and '-'. Default: NAME of the file org.vestibule.teams-NAME.cfg",
      required = false)
  String id() default "";

  @AttributeDefinition(
      name = "Address",
      description =
          "secret:NAME of the address that Teams gave; its host has to be named in hosts of"
              + " org.vestibule.egress, too. No default")
  String url();

  @AttributeDefinition(name = "Language", description = "en or de. Default en", required = false)
  String language() default "en";

  @AttributeDefinition(
      name = "What is told",
      description = "Of bell, alarms and summaries. Default bell, alarms",
      required = false)
  String[] what() default {"bell", "alarms"};

  @AttributeDefinition(
      name = "Pages",
      description =
          "How people reach the gateway's pages, for example https://gateway.example:8443: makes"
              + " buttons that lead there. Default none",
      required = false)
  String consoleUrl() default "";

  @AttributeDefinition(
      name = "Time-out (s)",
      description = "For one try in all; a bell gets 3 at most. Seconds, 1 to 60, default 10",
      required = false,
      min = "1",
      max = "60")
  int timeoutSeconds() default 10;

  @AttributeDefinition(
      name = "Attempts",
      description =
          "How often one message may reach the other end in vain; a bell has one. 1 to 50, default"
              + " 12",
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
      name = "CA file",
      description =
          "PEM certificates that may sign the other end's. Default: those of the Java runtime",
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
          "Whether duress is told here: on or off. Whoever stands beside the threatened person must"
              + " not see this channel. Default off",
      required = false)
  String duress() default "off";
}
