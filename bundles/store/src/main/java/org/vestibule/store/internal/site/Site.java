// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;

/** The site as this bundle sees it. A service of this bundle only. Thread-safe; reads memory. */
public interface Site {
  /** Returns the profile, as settings tightened it. */
  Profile rules();

  /** Returns the same profile as the data file has it, for telling what a setting changed. */
  Profile untouched();

  /** Returns the language of a text that nobody chose, for example {@code en}. */
  String language();

  /** Returns the texts that are read here now, in every language. */
  List<ConsentText> texts();

  /** Returns a text that is or was read somewhere, by its version and language. */
  Optional<ConsentText> text(String version, String language);

  /** Returns whether consent to a purpose may be given in this way here. */
  default boolean takes(Purpose purpose, ConsentWish.Channel channel) {
    return purpose != Purpose.UNLOCK || rules().law().releaseChannels().contains(channel);
  }
}
