// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person may set. {@link Settings} enforces the same bounds; a test compares the two. */
@ObjectClassDefinition(
    id = EgressConfig.PID,
    name = "What may leave the building",
    description =
        "Narrows what bundles declare, and names the hosts outside this machine that may be reached")
@interface EgressConfig {
  /** The configuration's name. */
  String PID = "org.vestibule.egress";

  @AttributeDefinition(
      name = "Allowed classes",
      description =
          "SINK:CLASS entries, for example mqtt:event, mqtt:health. A sink that is named here may be"
              + " sent these classes and no others; one that is not, all that its bundle declares."
              + " Raw sound and pictures, what was said, and names leave this machine only when they"
              + " are written here. At most 100. Default none",
      required = false)
  String[] allow() default {};

  @AttributeDefinition(
      name = "Hosts",
      description =
          "SINK:HOST entries, for example mqtt:broker.example.org: what each sink may reach outside"
              + " this machine, by the name or address that is configured there. At most 100."
              + " Default none",
      required = false)
  String[] hosts() default {};
}
