// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.status.Status;

/**
 * Where configurations are changed, one at a time: allowed, checked, written to the audit and to
 * the history, then made, then listened to what the part says. What cannot be written down is not
 * done. Thread-safe.
 */
final class SettingDesk {
  private final BundleContext framework;
  final Cabinet cabinet;
  final SettingHistory history;
  final SettingNotes notes;

  /** So that a tag tells nobody what a short secret is. */
  private final byte[] salt = new byte[16];

  SettingDesk(House house, BundleContext framework, Cabinet cabinet, Path data) {
    this.framework = framework;
    this.cabinet = cabinet;
    history = new SettingHistory(data);
    notes = new SettingNotes(house, history);
    new SecureRandom().nextBytes(salt);
  }

  /**
   * What somebody wants.
   *
   * @param kept the configuration as it is; empty values where there is none
   * @param deed {@code made}, {@code changed} or {@code removed}
   * @param next all its values from now on
   * @param tag the tag that it must still have, or null
   * @param restores the change that is put back, or 0
   */
  record Wish(
      SettingForm form,
      Cabinet.Kept kept,
      String deed,
      Map<String, String> next,
      String tag,
      long restores) {
    Set<String> keys() {
      Set<String> keys = new TreeSet<>(kept.values().keySet());
      keys.addAll(next.keySet());
      keys.removeIf(key -> Objects.equals(kept.values().get(key), next.get(key)));
      return keys;
    }
  }

  /** Makes a change, waits for what the part says, and returns both as plain values. */
  Map<String, Object> change(Request request, Wish wish) throws VestibuleException {
    Set<String> keys = wish.keys();
    boolean whole = wish.deed().equals("removed");
    Set<String> touched = new TreeSet<>(whole ? SettingTable.deciding(wish.form(), keys) : keys);
    if (wish.deed().equals("made")) {
      DecidingKeys.wideWhenAbsent(wish.form().pid()).ifPresent(touched::add);
    }
    SettingTable.check(request.caller(), wish.form(), touched, wish.next());
    if (keys.isEmpty() && wish.deed().equals("changed")) {
      return answer(request, wish, new SettingVerdict(true, "Nothing was changed."), 0);
    }
    SettingTable.checkArmed(request.caller(), wish.form(), wish.kept().values());
    SettingChange change;
    Map<String, Status> before;
    synchronized (this) {
      Cabinet.Kept now = current(wish);
      // What was allowed was the way from the values that were read, whoever sent a tag or not.
      if (!now.values().equals(wish.kept().values())
          || wish.tag() != null && !wish.tag().equals(tag(now))) {
        throw new Problem(
            409,
            "setting-changed",
            wish.kept().id(),
            "changed by somebody else meanwhile",
            "the values that were read",
            "Look at the new values and change them again.");
      }
      change = notes.begin(request, wish, keys);
      before = SettingVerdict.of(framework, wish.form().bundle());
      make(wish, change);
    }
    SettingVerdict verdict = SettingVerdict.await(framework, wish.form(), keys, before);
    notes.settle(change, verdict.taken() ? "taken" : "refused");
    return answer(request, wish, verdict, change.n());
  }

  /** Removes a configuration whose part does not run, so that nobody says anything of it. */
  synchronized void removeUnheard(Request request, Cabinet.Kept kept) throws VestibuleException {
    SettingForm none = new SettingForm(kept.pid(), true, kept.pid(), "", null, List.of());
    Wish wish = new Wish(none, kept, "removed", Map.of(), null, 0);
    SettingChange change = notes.begin(request, wish, wish.keys());
    make(wish, change);
    notes.settle(change, "taken");
  }

  private Cabinet.Kept current(Wish wish) throws Problem {
    return cabinet.of(wish.form()).stream()
        .filter(kept -> kept.id().equals(wish.kept().id()))
        .findFirst()
        .orElse(new Cabinet.Kept(wish.kept().id(), wish.form().pid(), Map.of()));
  }

  private void make(Wish wish, SettingChange change) throws Problem {
    try {
      if (wish.deed().equals("removed")) {
        cabinet.remove(wish.kept().id());
      } else {
        cabinet.write(wish.form(), wish.kept().id(), wish.next());
      }
    } catch (Problem e) {
      notes.settle(change, "failed");
      throw e;
    } catch (IOException | IllegalStateException e) {
      notes.settle(change, "failed");
      throw SettingNotes.unwritable(e);
    }
  }

  private Map<String, Object> answer(Request request, Wish wish, SettingVerdict verdict, long n)
      throws Problem {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", wish.kept().id());
    plain.put("taken", verdict.taken());
    plain.put("sentence", verdict.sentence());
    if (!wish.deed().equals("removed")) {
      plain.put("etag", tag(current(wish)));
    }
    if (n > 0) {
      plain.put("change", n);
    }
    if (!verdict.taken()) {
      plain.put("former", shown(request.caller(), wish.form(), wish.kept().values()));
    }
    return plain;
  }

  /**
   * Returns values as JSON shows them: of the form's keys, without any secret, and without who
   * somebody is for whoever may not set that.
   */
  static Map<String, Object> shown(Caller caller, SettingForm form, Map<String, String> values) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Setting setting : form.settings()) {
      String value = values.get(setting.key());
      if (value != null && !setting.isSecret() && reads(caller, form, setting.key())) {
        shown.put(setting.key(), setting.shown(value));
      }
    }
    return shown;
  }

  /** Returns whether somebody may read a value that is no secret. */
  static boolean reads(Caller caller, SettingForm form, String key) {
    return !DecidingKeys.names(form.pid(), key)
        || DecidingKeys.of(form.pid(), key).filter(caller::mayEverywhere).isPresent();
  }

  /** Returns what changes with the values, and with nothing else while the console runs. */
  String tag(Cabinet.Kept kept) {
    String content = HexFormat.of().formatHex(salt) + kept.id() + new TreeMap<>(kept.values());
    byte[] hash = Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
