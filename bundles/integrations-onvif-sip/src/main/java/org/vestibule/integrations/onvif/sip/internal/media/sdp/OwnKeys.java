// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.MasterKey;
import org.vestibule.integrations.onvif.sip.internal.media.srtp.Suite;

/**
 * The master keys under which this end sends, one a suite. They stay for the whole call, so that a
 * re-offer disturbs nothing (RFC 4568, section 7.1.4); a key that falls out of use is never used
 * again, because its packets would be counted from zero a second time.
 */
final class OwnKeys {
  private final SecureRandom random;
  private final Map<Suite, MasterKey> keys = new EnumMap<>(Suite.class);

  OwnKeys(SecureRandom random) {
    this.random = random;
  }

  /** Returns the key of a suite, made when it is first asked for. */
  MasterKey of(Suite suite) {
    return keys.computeIfAbsent(suite, any -> MasterKey.random(random));
  }

  /** Forgets every key but the one in use. */
  void keepOnly(Optional<Agreement.Keys> used) {
    keys.keySet().removeIf(each -> used.isEmpty() || each != used.get().suite());
  }

  void wipe() {
    keys.values().forEach(MasterKey::wipe);
    keys.clear();
  }
}
