// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a site records before anybody is identified, and how it searches; see {@link Settings}. */
@ObjectClassDefinition(
    id = IdentificationConfig.PID,
    name = "Identification",
    description = "Finds out who stands at the door without a claim; only with a legal basis")
@interface IdentificationConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.identification";

  @AttributeDefinition(
      name = "Legal basis",
      description =
          "What allows identification, and where that is recorded. 10 to 300 characters, for"
              + " example: Explicit consent, GDPR Art. 9(2)(a); register entry 2026-014. There is no"
              + " default: without it nobody is identified")
  String legalBasis() default "";

  @AttributeDefinition(
      name = "Recorded by",
      description = "Who answers for the legal basis. 2 to 80 characters; no default")
  String recordedBy() default "";

  @AttributeDefinition(
      name = "Recorded on",
      description = "When it was recorded: a date like 2026-01-31, not in the future; no default")
  String recordedOn() default "";

  @AttributeDefinition(
      name = "Review by",
      description =
          "The last day on which it counts without being looked at again: a date like 2027-01-31;"
              + " nobody is identified after it; no default")
  String reviewBy() default "";

  @AttributeDefinition(
      name = "int8 search",
      description =
          "Reads a quarter of the memory for each search, with the same answers, and needs a quarter"
              + " more memory. true or false, default true",
      required = false)
  boolean int8() default true;

  @AttributeDefinition(
      name = "Search threads",
      description = "Threads of one search among many people. 1 to 4, default 2",
      min = "1",
      max = "4",
      required = false)
  int threads() default 2;
}
