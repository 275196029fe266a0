// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set for calls. {@link CallsSettings} enforces it. */
@ObjectClassDefinition(
    id = CallsConfig.PID,
    name = "Vestibule calls",
    description = "How residents are rung, and what their keys do")
@interface CallsConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.calls";

  @AttributeDefinition(
      name = "Keys that open",
      description = "1 to 8 of 0-9, * and #; empty: off; default 9",
      required = false)
  String openKeys() default "9";

  @AttributeDefinition(
      name = "Keys for the parcel room",
      description = "1 to 8 of 0-9, * and #; empty: off; default 7",
      required = false)
  String parcelRoomKeys() default "7";

  @AttributeDefinition(
      name = "Keys that decline",
      description = "1 to 8 of 0-9, * and #; empty: off; default 8",
      required = false)
  String declineKeys() default "8";

  @AttributeDefinition(
      name = "Keys for the assistant",
      description = "1 to 8 of 0-9, * and #; empty: off; default 5",
      required = false)
  String assistantKeys() default "5";

  @AttributeDefinition(
      name = "Ringing time without a group",
      description = "For how long phones ring that are in no group; 5 to 120 s, default 30",
      required = false)
  int ringSeconds() default 30;

  @AttributeDefinition(
      name = "Longest ringing",
      description =
          "Groups that follow each other ring together for so long; 5 to 300 s, default 120",
      required = false)
  int mostRingSeconds() default 120;

  @AttributeDefinition(
      name = "Time for pages",
      description =
          "For how long a call waits for a browser when no phone rings; 0 to 300 s, 0: not at all;"
              + " default 30",
      required = false)
  int pageSeconds() default 30;

  @AttributeDefinition(
      name = "Most calls",
      description = "Calls at the same time, ringing or answered; 1 to 32, default 8",
      required = false)
  int mostCalls() default 8;

  @AttributeDefinition(
      name = "Encodings",
      description =
          "Of the sound of phones and panels, the best first; default opus, g722, pcma, pcmu",
      required = false)
  String[] encodings() default {"opus", "g722", "pcma", "pcmu"};

  @AttributeDefinition(
      name = "Encryption of sound",
      description =
          "off; offered: to whoever is reached by TLS; required: a call without is refused; default"
              + " offered",
      required = false)
  String encryption() default "offered";
}
