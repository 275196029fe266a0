// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;

/** Who set what when, and putting a change back: a change of its own, that can be put back too. */
final class SettingHistoryResource {
  private static final int PAGE = 50;

  private final SettingForms forms;
  private final SettingDesk desk;

  SettingHistoryResource(SettingForms forms, SettingDesk desk) {
    this.forms = forms;
    this.desk = desk;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_HOUSE, "GET", "/settings/history", this::list)
        .on(Permission.SEE_HOUSE, "POST", "/settings/history/{n}/restore", this::restore);
  }

  private Reply list(Request request) throws Problem {
    long below = number(Optional.ofNullable(request.http().getParameter("cursor")).orElse("0"));
    List<SettingChange> seen =
        desk.history.newest().stream()
            .filter(change -> below == 0 || change.n() < below)
            .filter(change -> sees(request.caller(), change))
            .limit(PAGE + 1L)
            .toList();
    List<Map<String, Object>> changes = new java.util.ArrayList<>();
    for (SettingChange change : seen.subList(0, Math.min(PAGE, seen.size()))) {
      changes.add(shown(request.caller(), change));
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("changes", changes);
    if (seen.size() > PAGE) {
      plain.put("cursor", Long.toString(seen.get(PAGE - 1).n()));
    }
    return Reply.ok(plain);
  }

  private static boolean sees(Caller caller, SettingChange change) {
    return caller.mayEverywhere(Permission.SEE_AUDIT) || SettingTable.sees(caller, change.pid());
  }

  /** A secret's name is no secret, and is masked all the same: nobody has to tell them apart. */
  private Map<String, Object> shown(Caller caller, SettingChange change) throws Problem {
    Optional<SettingForm> form = forms.find(change.pid());
    SettingChange settled =
        change.state().equals("begun") ? change.in(became(change, form)) : change;
    Map<String, Object> plain = settled.plain();
    plain.put("before", masked(caller, change.before(), form));
    plain.put("after", masked(caller, change.after(), form));
    plain.put("title", form.map(SettingForm::title).orElse(change.pid()));
    return plain;
  }

  /**
   * A form that is gone cannot say which of its keys are secrets: then none is shown. Whoever reads
   * the audit sees which keys were changed, and values only of what they may see anyway.
   */
  private static Map<String, String> masked(
      Caller caller, Map<String, String> values, Optional<SettingForm> form) {
    boolean seen = form.isPresent() && SettingTable.sees(caller, form.get().pid());
    Map<String, String> masked = new TreeMap<>(values);
    masked.replaceAll(
        (key, value) ->
            seen && !form.get().isSecret(key) && SettingDesk.reads(caller, form.get(), key)
                ? value
                : SettingChange.MASK);
    return masked;
  }

  /** Finds out what became of a change that was cut off: the configuration itself tells. */
  private String became(SettingChange change, Optional<SettingForm> form) throws Problem {
    if (form.isEmpty()) {
      return "begun";
    }
    Map<String, String> now = new TreeMap<>(values(change, form.get()));
    now.keySet().retainAll(keys(change));
    return now.equals(change.after()) ? "taken" : "failed";
  }

  private Map<String, String> values(SettingChange change, SettingForm form) throws Problem {
    return desk.cabinet.of(form).stream()
        .filter(kept -> kept.id().equals(change.id()))
        .findFirst()
        .map(Cabinet.Kept::values)
        .orElse(Map.of());
  }

  private static TreeSet<String> keys(SettingChange change) {
    TreeSet<String> keys = new TreeSet<>(change.before().keySet());
    keys.addAll(change.after().keySet());
    return keys;
  }

  private Reply restore(Request request) throws VestibuleException {
    long n = number(request.part("n"));
    SettingChange change =
        desk.history
            .find(n)
            .filter(one -> SettingTable.sees(request.caller(), one.pid()))
            .orElseThrow(() -> unknown(request.part("n")));
    SettingForm form =
        forms.find(change.pid()).orElseThrow(() -> SettingTable.unknown(change.pid()));
    return desk.notes.attempt(
        request, form, change.id(), keys(change), () -> restore(request, form, change));
  }

  private Reply restore(Request request, SettingForm form, SettingChange change)
      throws VestibuleException {
    boolean there = desk.cabinet.of(form).stream().anyMatch(kept -> kept.id().equals(change.id()));
    Cabinet.Kept kept = new Cabinet.Kept(change.id(), form.pid(), values(change, form));
    if (change.deed().equals("made")) {
      if (!there) {
        throw SettingTable.unknown(change.id());
      }
      return done(request, form, kept, "removed", Map.of(), change.n());
    }
    if (change.deed().equals("changed") && form.factory() && !there) {
      throw gone(change.id());
    }
    Map<String, String> next = new TreeMap<>(kept.values());
    next.keySet().removeAll(keys(change));
    change.before().forEach((key, value) -> next.put(key, kept(kept, key, value)));
    next.values().removeIf(Objects::isNull);
    SettingValues.checked(form, new TreeMap<>(keysOf(change, next)));
    SettingValues.complete(form, next);
    return done(
        request, form, kept, there || !form.factory() ? "changed" : "made", next, change.n());
  }

  /** Only what is put back is checked: what stands in a file by hand is its owner's. */
  private static Map<String, String> keysOf(SettingChange change, Map<String, String> next) {
    Map<String, String> back = new TreeMap<>(next);
    back.keySet().retainAll(change.before().keySet());
    return back;
  }

  /** What the history was not told is left as it is now. */
  private static String kept(Cabinet.Kept kept, String key, String value) {
    return value.equals(SettingChange.MASK) ? kept.values().get(key) : value;
  }

  private Reply done(
      Request request,
      SettingForm form,
      Cabinet.Kept kept,
      String deed,
      Map<String, String> next,
      long n)
      throws VestibuleException {
    return Reply.ok(desk.change(request, new SettingDesk.Wish(form, kept, deed, next, null, n)));
  }

  private static long number(String text) throws Problem {
    if (!text.matches("[0-9]{1,15}")) {
      throw unknown(text);
    }
    return Long.parseLong(text);
  }

  /** Of what is gone a change knows some keys only: made of these it would be half of it. */
  private static Problem gone(String id) {
    return new Problem(
        409,
        "setting-gone",
        id,
        "removed since",
        "one that is there",
        "Put its removal back first, or add it anew.");
  }

  private static Problem unknown(String n) {
    return new Problem(
        404,
        "unknown-change",
        "change",
        Request.shortened(n),
        "the number of one listed under /api/settings/history",
        "Look it up again; old changes are dropped.");
  }
}
