// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The phones that may register or call here. Thread-safe. */
final class Phonebook {
  private final String realm;
  private volatile Map<String, PhoneEntry> entries = Map.of();

  Phonebook(String realm) {
    this.realm = realm;
  }

  String realm() {
    return realm;
  }

  void set(Map<String, PhoneEntry> phones) {
    entries = Map.copyOf(phones);
  }

  Optional<PhoneEntry> find(String user) {
    return Optional.ofNullable(entries.get(user));
  }

  Map<String, PhoneEntry> all() {
    return entries;
  }

  /** Returns what the house knows, by user. */
  Map<String, SipPhone> phones() {
    Map<String, SipPhone> all = new TreeMap<>();
    entries.forEach((user, entry) -> all.put(user, entry.phone()));
    return all;
  }
}
