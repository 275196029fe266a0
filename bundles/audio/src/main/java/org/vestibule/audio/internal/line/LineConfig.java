// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What a person may set. {@link LineSettings} enforces the same bounds; a test compares the two.
 */
@ObjectClassDefinition(
    id = LineConfig.PID,
    name = "Vestibule sound line",
    description = "How the sound of a station is put in order, and how it is made for an ear")
@interface LineConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.audio.line";

  @AttributeDefinition(
      name = "Shortest jitter delay (ms)",
      description =
          "How long packets wait at least for one that was overtaken. Milliseconds, 20 to 100,"
              + " default 40",
      min = "20",
      max = "100")
  int jitterLeastMillis() default 40;

  @AttributeDefinition(
      name = "Longest jitter delay (ms)",
      description = "A packet that is later is made up for. Milliseconds, 100 to 500, default 200",
      min = "100",
      max = "500")
  int jitterMostMillis() default 200;

  @AttributeDefinition(
      name = "Echo tail (ms)",
      description =
          "How long the loudspeaker is still heard in the microphone after it fell silent: as long"
              + " the recogniser hears nothing, or hears the sound without the echo. Milliseconds,"
              + " 50 to 1000, default 250",
      min = "50",
      max = "1000")
  int echoTailMillis() default 250;

  @AttributeDefinition(
      name = "Level of speech for the ear (dBFS)",
      description =
          "Root mean square of speech that a listener gets. Decibels of full scale, -40 to -12,"
              + " default -23",
      type = AttributeType.DOUBLE,
      min = "-40",
      max = "-12")
  double targetDbfs() default -23;

  @AttributeDefinition(
      name = "Largest gain for the ear (dB)",
      description = "Soft speech is made louder by so much at most. Decibels, 0 to 24, default 24",
      type = AttributeType.DOUBLE,
      min = "0",
      max = "24")
  double maxGainDb() default 24;
}
