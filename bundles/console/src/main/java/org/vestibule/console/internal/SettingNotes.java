// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;

/** What the audit and the history are told of settings, changed and refused. Thread-safe. */
final class SettingNotes {
  private static final Logger LOG = LoggerFactory.getLogger(SettingNotes.class);

  private final House house;
  private final SettingHistory history;

  SettingNotes(House house, SettingHistory history) {
    this.house = house;
    this.history = history;
  }

  /**
   * Writes down a change that is about to be made, in the audit and then in the history.
   *
   * @throws VestibuleException if either cannot take it: then it must not be made
   */
  SettingChange begin(Request request, SettingDesk.Wish wish, Set<String> keys)
      throws VestibuleException {
    AuditTrail audit = House.need(house.audit, "audit");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("configuration", wish.kept().id());
    // Names of people may stand in values; the history has them, and forgets them with the person.
    facts.put("keys", String.join(",", keys));
    if (wish.restores() > 0) {
      facts.put("restores", Long.toString(wish.restores()));
    }
    audit.record(request.who(), "setting-" + wish.deed(), facts);
    try {
      return history.begin(
          new SettingChange(
              0,
              Instant.now(),
              request.who(),
              wish.kept().id(),
              wish.form().pid(),
              wish.deed(),
              noted(wish.form(), wish.kept().values(), keys),
              noted(wish.form(), wish.next(), keys),
              "begun",
              wish.restores()));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** A reference to a secret may be put back; a secret that somebody wrote into a file may not. */
  private static Map<String, String> noted(
      SettingForm form, Map<String, String> values, Set<String> keys) {
    Map<String, String> noted = new TreeMap<>(values);
    noted.keySet().retainAll(keys);
    noted.replaceAll(
        (key, value) ->
            form.isSecret(key) && !value.startsWith("secret:") ? SettingChange.MASK : value);
    return noted;
  }

  /** A change that was made stays, though its end cannot be written: whoever lists it looks. */
  void settle(SettingChange change, String state) {
    try {
      history.settle(change.n(), state);
    } catch (IOException e) {
      LOG.warn("What became of the change {} of settings could not be written", change.n(), e);
    }
  }

  /**
   * Carries out what somebody wants, and notes in the audit when it is refused: who, which keys and
   * why. A key that the form does not know may be a secret that was mistyped, and is left out.
   */
  Reply attempt(
      Request request, SettingForm form, String id, Collection<String> keys, Attempt attempt)
      throws VestibuleException {
    try {
      return attempt.make();
    } catch (VestibuleException e) {
      if (Problem.of(e).status() < 500) {
        refused(
            request,
            id,
            keys.stream().filter(key -> form.setting(key).isPresent()).collect(Collectors.toSet()),
            e.code());
      }
      throw e;
    }
  }

  /** What somebody wants to have changed. */
  @FunctionalInterface
  interface Attempt {
    Reply make() throws VestibuleException;
  }

  /** A refusal stands, whether the audit takes it or not. */
  void refused(Request request, String id, Collection<String> keys, String why) {
    AuditTrail audit = house.audit;
    if (audit == null) {
      return;
    }
    try {
      audit.record(
          request.who(),
          "setting-refused",
          Map.of(
              "configuration", id,
              "keys", keys.stream().sorted().collect(Collectors.joining(",")),
              "why", why));
    } catch (VestibuleException e) {
      LOG.warn("The audit did not take that a setting was refused: {}", e.code());
    }
  }

  static Problem unwritable(Exception e) {
    return new Problem(
        503,
        "storage-failed",
        "configuration",
        "it could not be written",
        "a disk that can be written",
        "Nothing was changed. Look at Health and try again.",
        e);
  }
}
