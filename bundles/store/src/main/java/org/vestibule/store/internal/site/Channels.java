// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import java.util.Arrays;
import java.util.Optional;
import org.vestibule.api.consent.ConsentWish.Channel;

/** Finds a channel by the name under which it stands in files and in the database. */
public final class Channels {
  private Channels() {}

  /** Finds it by its {@link Channel#label}. */
  public static Optional<Channel> of(String label) {
    return Arrays.stream(Channel.values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
