// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = RuntimeConfig.PID,
    name = "Vestibule runtime ONNX",
    description = "How much of the processor the models may take")
@interface RuntimeConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.runtime-onnx";

  @AttributeDefinition(
      name = "Threads for one inference",
      description =
          "More answer sooner on an idle machine and disturb each other on a busy one. Holds for"
              + " models loaded from then on. Threads, 1 to 8, default 1",
      min = "1",
      max = "8")
  int intraOpThreads() default 1;

  @AttributeDefinition(
      name = "Inferences at the same time",
      description =
          "Further ones wait their turn. About the number of cores. Inferences, 1 to 16, default 2",
      min = "1",
      max = "16")
  int maxConcurrentRuns() default 2;
}
