// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The profile of this site, which its configuration names, and the laws in the data file. */
@ProviderType
public interface SiteLaw {
  /** Returns the profile in force. */
  SiteProfile profile();

  /** Returns what people call the building; empty while nobody gave it a name. */
  default String building() {
    return "";
  }

  /** Returns every profile. */
  List<SiteProfile> profiles();

  /** Returns the laws that concern this site. */
  List<Regulation> regulations();
}
