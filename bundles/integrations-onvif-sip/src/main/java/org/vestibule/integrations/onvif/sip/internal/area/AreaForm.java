// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import org.osgi.service.metatype.annotations.AttributeDefinition;

/** What a person may set for the picture of every station. {@link AreaSettings} enforces it. */
public interface AreaForm {
  /** What is said of the masks. */
  String MASKS =
      "Parts of the picture that are black for everybody and never looked at, up to 8 with ';'"
          + " between: the corners of each, 3 to 20, as X,Y in shares of width and height, 0 to 1;"
          + " for example 0.7,0 1,0 1,0.3; default: none";

  /** What is said of the zones. */
  String ZONES =
      "Parts of the picture that alone count for what moves and is seen, up to 8 with ';' between:"
          + " NAME: and the corners as of a mask; for example entrance: 0.1,0.2 0.9,0.2 0.9,1"
          + " 0.1,1; default: all of it";

  @AttributeDefinition(name = "Masks", description = MASKS, required = false)
  String masks();

  @AttributeDefinition(name = "Zones", description = ZONES, required = false)
  String zones();
}
