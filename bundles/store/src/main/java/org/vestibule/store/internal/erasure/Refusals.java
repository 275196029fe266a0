// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;

/** What an erasure and a check of a receipt may be refused with. */
final class Refusals {
  private Refusals() {}

  static VestibuleException unknown(PersonId person) {
    return new VestibuleException(
        "unknown-person",
        "person " + person,
        "nobody of that id is known here",
        "the id of somebody who is",
        "Look it up in the list of people; whoever was erased is not in it");
  }

  static VestibuleException incomplete(String who, String found, Throwable cause) {
    return new VestibuleException(
        "erasure-incomplete",
        who,
        found,
        "everything about the person gone",
        "Nobody finds the person any more; the rest is tried again by itself every ten minutes",
        cause);
  }

  static VestibuleException broken(String found) {
    return new VestibuleException(
        "receipt-broken",
        "receipt",
        found,
        "a receipt as it was handed out",
        "Take the one in the folder 'receipts' of the data folder");
  }

  static VestibuleException notOurs(String found) {
    return new VestibuleException(
        "receipt-not-ours",
        "receipt",
        found,
        "a receipt of this gateway",
        "Check it at the gateway that signed it");
  }
}
