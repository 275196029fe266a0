// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;

/**
 * What can be set, as the forms of the bundles say, and setting it. Which form somebody sees and
 * changes says {@link SettingTable}; values of secrets have no way out.
 */
final class SettingsResource {
  /** Keys to be set; null puts one back to its default; those that are missing stay. */
  record Change(Map<String, Object> values, @JsonProperty("if") String tag) {}

  /** Another one of a factory; without a name it is called as its values say. */
  record Another(String name, Map<String, Object> values) {}

  private static final List<String> NAMES = List.of("id", "name", "user", "station");

  private final SettingForms forms;
  private final SettingDesk desk;

  SettingsResource(SettingForms forms, SettingDesk desk) {
    this.forms = forms;
    this.desk = desk;
  }

  void routes(Router router) {
    router
        .on(Permission.SEE_HOUSE, "GET", "/settings", this::list)
        .on(Permission.SEE_HOUSE, "PUT", "/settings/{id}", this::set)
        .on(Permission.SEE_HOUSE, "POST", "/settings/{id}", this::add)
        .on(Permission.SEE_HOUSE, "DELETE", "/settings/{id}", this::remove);
  }

  private Reply list(Request request) throws Problem {
    List<Map<String, Object>> shown = new java.util.ArrayList<>();
    for (SettingForm form : forms.all()) {
      if (SettingTable.sees(request.caller(), form.pid())) {
        shown.add(shown(form, request.caller()));
      }
    }
    return Reply.ok(shown);
  }

  private Map<String, Object> shown(SettingForm form, Caller caller) throws Problem {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("pid", form.pid());
    plain.put("factory", form.factory());
    plain.put("title", form.title());
    plain.put("description", form.description());
    plain.put("bundle", form.bundle().getSymbolicName());
    plain.put(
        "settings",
        form.settings().stream().map(setting -> shown(setting, form.pid(), caller)).toList());
    plain.put(
        "instances",
        desk.cabinet.of(form).stream().map(kept -> shown(caller, form, kept)).toList());
    return plain;
  }

  private static Map<String, Object> shown(Setting setting, String pid, Caller caller) {
    Map<String, Object> plain = setting.plain();
    SettingTable.lacks(caller, pid, setting, setting.takesReference())
        .ifPresent(permission -> plain.put("needs", permission.label()));
    return plain;
  }

  private Map<String, Object> shown(Caller caller, SettingForm form, Cabinet.Kept kept) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", kept.id());
    plain.put("etag", desk.tag(kept));
    plain.put("values", SettingDesk.shown(caller, form, kept.values()));
    plain.put(
        "secrets",
        form.settings().stream()
            .filter(Setting::isSecret)
            .map(Setting::key)
            .filter(key -> !kept.values().getOrDefault(key, "").isBlank())
            .toList());
    return plain;
  }

  private Reply set(Request request) throws VestibuleException {
    SettingForm form = form(request);
    // A body may take its time; what it is compared with is read after it.
    Change change = request.body(Change.class, Json.SMALL);
    return attempt(request, form, change.values(), () -> set(request, form, change));
  }

  private Reply attempt(
      Request request, SettingForm form, Map<String, ?> values, SettingNotes.Attempt attempt)
      throws VestibuleException {
    Set<String> keys = values == null ? Set.of() : values.keySet();
    return desk.notes.attempt(request, form, request.part("id"), keys, attempt);
  }

  private Reply set(Request request, SettingForm form, Change change) throws VestibuleException {
    Cabinet.Kept kept = kept(form, request.part("id"));
    AccountsResource.required("values", change.values());
    Map<String, String> changes = SettingValues.checked(form, change.values());
    Map<String, String> next = SettingValues.merged(kept.values(), changes);
    SettingValues.complete(form, next);
    return Reply.ok(
        desk.change(request, new SettingDesk.Wish(form, kept, "changed", next, change.tag(), 0)));
  }

  private Reply add(Request request) throws VestibuleException {
    SettingForm form = form(request);
    if (!form.factory() || !form.pid().equals(request.part("id"))) {
      throw single(form, "there is one of it", "Change it by PUT /api/settings/" + form.pid());
    }
    Another another = request.body(Another.class, Json.SMALL);
    return attempt(request, form, another.values(), () -> add(request, form, another));
  }

  private Reply add(Request request, SettingForm form, Another another) throws VestibuleException {
    AccountsResource.required("values", another.values());
    Map<String, String> next =
        SettingValues.merged(Map.of(), SettingValues.checked(form, another.values()));
    SettingValues.complete(form, next);
    String id = form.pid() + "~" + name(another, next);
    if (desk.cabinet.of(form).stream().anyMatch(kept -> kept.id().equals(id))) {
      throw new Problem(
          409, "setting-taken", "name", id, "a name that is free", "Choose another name.");
    }
    Cabinet.Kept none = new Cabinet.Kept(id, form.pid(), Map.of());
    return Reply.created(
        desk.change(request, new SettingDesk.Wish(form, none, "made", next, null, 0)));
  }

  private Reply remove(Request request) throws VestibuleException {
    SettingForm form = form(request);
    return attempt(request, form, null, () -> remove(request, form));
  }

  private Reply remove(Request request, SettingForm form) throws VestibuleException {
    Cabinet.Kept kept = kept(form, request.part("id"));
    if (!form.factory()) {
      throw single(form, "one that the bundle always has", "Put its keys back to their defaults.");
    }
    return Reply.ok(
        desk.change(request, new SettingDesk.Wish(form, kept, "removed", Map.of(), null, 0)));
  }

  /** Finds the form of a configuration that the caller may change. */
  private SettingForm form(Request request) throws Problem {
    String id = request.part("id");
    String pid = desk.cabinet.formOf(id).orElse(id);
    SettingForm form = forms.find(pid).orElseThrow(() -> SettingTable.unknown(id));
    if (!SettingTable.sees(request.caller(), pid)) {
      Problem unknown = SettingTable.unknown(id);
      desk.notes.refused(request, id, Set.of(), unknown.code());
      throw unknown;
    }
    return form;
  }

  private Cabinet.Kept kept(SettingForm form, String id) throws Problem {
    return desk.cabinet.of(form).stream()
        .filter(kept -> kept.id().equals(id))
        .findFirst()
        .orElseThrow(() -> SettingTable.unknown(id));
  }

  private static String name(Another another, Map<String, String> values) throws Problem {
    String name =
        Optional.ofNullable(another.name())
            .or(
                () ->
                    NAMES.stream().map(values::get).filter(java.util.Objects::nonNull).findFirst())
            .orElse("1");
    try {
      return Identifier.require("name", name);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(
          "name",
          Request.shortened(name),
          "1 to 63 of a-z, 0-9 and '-'",
          "Send a name such as front.");
    }
  }

  private static Problem single(SettingForm form, String found, String remedy) {
    return new Problem(409, "setting-single", form.pid(), found, "one that is added", remedy);
  }
}
