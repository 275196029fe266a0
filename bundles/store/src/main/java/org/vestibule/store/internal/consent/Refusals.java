// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.util.Collection;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;

/** What the ledger says when it refuses. */
final class Refusals {
  private Refusals() {}

  static VestibuleException missing(PersonId person, Purpose purpose) {
    return new VestibuleException(
        "consent-missing",
        "person " + person,
        "no consent to " + purpose.label() + " in force",
        "consent in the ledger",
        "Ask the person, and note their consent first.");
  }

  static VestibuleException unknownText(String version, String language) {
    return new VestibuleException(
        "unknown-text",
        "text of a consent",
        version + " in " + language,
        "a text that is read at this site for this purpose",
        "Let the person read one of the texts that the ledger lists.");
  }

  static VestibuleException release(Channel channel, Collection<Channel> taken) {
    return new VestibuleException(
        "release-missing",
        "consent to unlock",
        channel.label(),
        taken.stream().map(Channel::label).sorted().collect(Collectors.joining(" or ")),
        "Have the text signed in one of these ways.");
  }

  static VestibuleException releaseFirst() {
    return new VestibuleException(
        "release-missing",
        "enrolment",
        "a note on paper that would be entered after the pictures",
        "a written release in the ledger before the first picture",
        "Note the signed release in the ledger, then enrol.");
  }

  static VestibuleException signature(String found) {
    return new VestibuleException(
        "signature-invalid",
        "signature of a consent",
        found,
        "1 to 200 printable characters; by their own account only the person",
        "Give the name typed under the text, or the number of the paper form.");
  }

  static VestibuleException given(PersonId person, Purpose purpose) {
    return new VestibuleException(
        "consent-given",
        "person " + person,
        "consent to " + purpose.label() + " in force already",
        "one consent in force for each purpose",
        "Withdraw it first if another one is to stand in its place.");
  }

  static VestibuleException lockedWithdrawal() {
    return new VestibuleException(
        "vault-locked",
        "withdrawal",
        "a locked vault, in which nobody can be found",
        "an open vault",
        "Nothing of anybody is used while it is locked; open it and withdraw again.");
  }
}
