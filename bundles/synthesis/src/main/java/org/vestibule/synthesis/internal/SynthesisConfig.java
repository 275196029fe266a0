// SPDX-License-Identifier: Apache-2.0
package org.vestibule.synthesis.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = SynthesisConfig.PID,
    name = "Vestibule synthesis",
    description = "How text that is in no catalogue is spoken")
@interface SynthesisConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.synthesis";

  @AttributeDefinition(
      name = "Rate (words a minute)",
      description = "How fast it speaks. Words a minute, 80 to 250, default 150",
      min = "80",
      max = "250")
  int rate() default 150;

  @AttributeDefinition(
      name = "Pitch (Hz)",
      description = "How high it speaks: the mean of the fundamental. Hz, 60 to 200, default 100",
      min = "60",
      max = "200")
  int pitch() default 100;
}
