// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = EchoConfig.PID,
    name = "Vestibule echo",
    description = "How the loudspeaker's sound is taken out of the microphone's")
@interface EchoConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.echo";

  @AttributeDefinition(
      name = "Delay to begin with (ms)",
      description =
          "How long the station's sound takes from the gateway to the loudspeaker and back, roughly;"
              + " the canceller finds the rest. Milliseconds, 0 to 500, default 40",
      min = "0",
      max = "500")
  int delayMillis() default 40;

  @AttributeDefinition(
      name = "High-pass",
      description =
          "Takes out what is below speech. The recogniser does not need it. true or false, default"
              + " false")
  boolean highPass() default false;

  @AttributeDefinition(
      name = "Noise suppression",
      description =
          "WebRTC's own, on the way to the recogniser. off, low, moderate or high, default off",
      options = {
        @Option(label = "Off", value = "off"),
        @Option(label = "Low", value = "low"),
        @Option(label = "Moderate", value = "moderate"),
        @Option(label = "High", value = "high")
      })
  String noiseSuppression() default "off";
}
