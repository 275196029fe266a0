// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.util.List;
import org.vestibule.api.consent.Regulation;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;

/** A site of which a panel needs the name, and nothing else. */
final class NamedSite implements SiteLaw {
  @Override
  public String building() {
    return "Maple Street 7";
  }

  @Override
  public SiteProfile profile() {
    throw new AssertionError("a panel asks for no law");
  }

  @Override
  public List<SiteProfile> profiles() {
    throw new AssertionError("a panel asks for no law");
  }

  @Override
  public List<Regulation> regulations() {
    throw new AssertionError("a panel asks for no law");
  }
}
