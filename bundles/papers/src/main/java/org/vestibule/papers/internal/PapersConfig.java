// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link Controller} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = PapersConfig.PID,
    name = "Papers",
    description = "Who answers for this gateway; what is missing is shown in the papers as such")
@interface PapersConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.papers";

  @AttributeDefinition(
      name = "Controller",
      description =
          "Whoever decides why and how data are processed here (GDPR Art. 4(7)), by name; at most 200"
              + " characters. Default empty",
      required = false)
  String controllerName() default "";

  @AttributeDefinition(
      name = "Address",
      description = "The controller's postal address, at most 300 characters. Default empty",
      required = false)
  String controllerAddress() default "";

  @AttributeDefinition(
      name = "Contact",
      description =
          "Where people ask for their rights: mail or telephone, at most 200 characters. Default"
              + " empty",
      required = false)
  String controllerContact() default "";

  @AttributeDefinition(
      name = "Data protection officer",
      description = "Their contact, if there is one; at most 200 characters. Default empty",
      required = false)
  String dpoContact() default "";
}
