// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.privacy.DataKind;

/**
 * What a kind of site asks of the gateway.
 *
 * @param name for example {@code eu}, {@code us-illinois}, {@code clinic}, {@code none}
 * @param title for people
 * @param releaseChannels the channels by which consent to {@link Purpose#UNLOCK} may be given here
 * @param refused what is never kept here, whatever anybody agrees to
 * @param retention how long each kind is kept at most
 * @param inactivity after how long without a visit somebody is suspended; zero: never
 * @param erasureDelay how long after suspension they are erased
 * @param regulations ids of the {@link Regulation}s that concern such a site
 */
public record SiteProfile(
    String name,
    String title,
    Set<ConsentWish.Channel> releaseChannels,
    Set<DataKind> refused,
    Map<DataKind, Duration> retention,
    Duration inactivity,
    Duration erasureDelay,
    Set<String> regulations) {
  /** Copies. */
  public SiteProfile {
    releaseChannels = Set.copyOf(releaseChannels);
    refused = Set.copyOf(refused);
    retention = Map.copyOf(retention);
    regulations = Set.copyOf(regulations);
  }
}
