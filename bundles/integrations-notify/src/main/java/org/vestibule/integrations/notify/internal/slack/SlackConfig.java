// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for one channel. */
@ObjectClassDefinition(
    id = SlackConfig.PID,
    factoryPid = SlackConfig.PID,
    name = "Vestibule Slack",
    description = "A channel of Slack; one configuration for each")
@interface SlackConfig {
  /** The factory configuration's name. */
  String PID = "org.vestibule.slack";

  @AttributeDefinition(
      name = "Id",
      description =
          "1 to 40 of a-z, 0-9 and '-'. Default: NAME of the file org.vestibule.slack-NAME.cfg",
      required = false)
  String id() default "";

  @AttributeDefinition(
      name = "Address",
      description =
          "secret:NAME of the address that Slack gave; its host has to be named in hosts of"
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
      name = "Signing secret",
      description =
          "secret:NAME of the app's signing secret: makes the button to acknowledge. Default none",
      required = false)
  String signingSecret() default "";

  @AttributeDefinition(
      name = "People",
      description =
          "SLACK-USER=ACCOUNT, for example U0123ABCD=anna: who acts as which account of this"
              + " gateway. Default nobody",
      required = false)
  String[] people() default {};

  @AttributeDefinition(
      name = "Open the door",
      description =
          "Whether there is a button that opens the door, for those in people whose account may:"
              + " on or off. Default off",
      required = false)
  String open() default "off";

  @AttributeDefinition(
      name = "Bot token",
      description =
          "secret:NAME of a token with files:write, for the picture of whoever rings. It is sent"
              + " only if allow of org.vestibule.egress says slack:raw-video. Default none",
      required = false)
  String botToken() default "";

  @AttributeDefinition(
      name = "Channel",
      description =
          "The id of the channel that pictures go to, for example C0123ABCD. Default none",
      required = false)
  String channel() default "";

  @AttributeDefinition(
      name = "API",
      description = "Where Slack's methods are. Default https://slack.com/api",
      required = false)
  String api() default "https://slack.com/api";

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
