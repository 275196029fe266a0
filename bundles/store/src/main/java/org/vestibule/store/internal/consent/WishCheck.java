// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.site.Site;

/** What this site asks of a consent before it is noted. Thread-safe; reads memory. */
final class WishCheck {
  private static final int LONGEST_SIGNATURE = 200;

  private final Site site;

  WishCheck(Site site) {
    this.site = site;
  }

  /** Passes, and returns the text that was read. */
  ConsentText passed(ConsentWish wish) throws VestibuleException {
    ConsentText text = null;
    for (ConsentText each : site.texts()) {
      if (each.version().equals(wish.textVersion()) && each.language().equals(wish.language())) {
        text = each;
      }
    }
    if (text == null || text.purpose() != wish.purpose()) {
      throw Refusals.unknownText(wish.textVersion(), wish.language());
    }
    if (!site.takes(wish.purpose(), wish.channel())) {
      throw Refusals.release(wish.channel(), site.rules().law().releaseChannels());
    }
    signed(wish);
    return text;
  }

  /** Returns what an enrolment's note on paper amounts to, in the site's own language. */
  ConsentWish onPaper(PersonId person, Purpose purpose, String note) throws VestibuleException {
    paperCounts(purpose);
    String language = site.language();
    ConsentText text =
        site.texts().stream()
            .filter(each -> each.purpose() == purpose && each.language().equals(language))
            .findFirst()
            .orElseThrow(() -> Refusals.unknownText(purpose.label(), language));
    return new ConsentWish(person, purpose, text.version(), language, Channel.PAPER, note);
  }

  /** Refuses a note on paper where it comes too late or is not taken. */
  void paperCounts(Purpose purpose) throws VestibuleException {
    if (!site.takes(purpose, Channel.PAPER)) {
      throw Refusals.release(Channel.PAPER, site.rules().law().releaseChannels());
    }
    if (purpose == Purpose.UNLOCK && site.rules().releaseBeforeCapture()) {
      throw Refusals.releaseFirst();
    }
  }

  private static void signed(ConsentWish wish) throws VestibuleException {
    String signature = wish.signature();
    if (signature.isBlank()) {
      throw Refusals.signature("nothing");
    }
    if (signature.length() > LONGEST_SIGNATURE) {
      throw Refusals.signature(signature.length() + " characters");
    }
    if (signature.chars().anyMatch(Character::isISOControl)) {
      throw Refusals.signature("a control character");
    }
    boolean own = Acting.now().person().filter(wish.person()::equals).isPresent();
    if (wish.channel() == Channel.OWN_ACCOUNT && !own) {
      throw Refusals.signature("somebody else's account");
    }
  }
}
