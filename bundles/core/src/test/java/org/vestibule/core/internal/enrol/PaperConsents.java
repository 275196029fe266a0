// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentGate;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.consent.Regulation;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.people.PersonId;

/** Who has agreed, and by which channels that may be said here: all of them, unless set. */
final class PaperConsents implements ConsentGate, SiteLaw {
  final Set<PersonId> agreed = new HashSet<>();
  Set<Channel> channels = EnumSet.allOf(Channel.class);

  @Override
  public void check(PersonId person, Purpose purpose) throws VestibuleException {
    if (!allows(person, purpose)) {
      throw new VestibuleException("consent-missing", "person", "none", "consent", "Ask");
    }
  }

  @Override
  public boolean allows(PersonId person, Purpose purpose) {
    return agreed.contains(person);
  }

  @Override
  public SiteProfile profile() {
    return new SiteProfile(
        "test", "Test", channels, Set.of(), Map.of(), Duration.ZERO, Duration.ofDays(30), Set.of());
  }

  @Override
  public List<SiteProfile> profiles() {
    return List.of(profile());
  }

  @Override
  public List<Regulation> regulations() {
    return List.of();
  }
}
