// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelStore;

/** Model packs: which serve, under which licence, and letting another one serve. */
final class ModelsResource {
  private final House house;

  ModelsResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .on("GET", "/models", request -> Reply.ok(plain(House.need(house.models, "model store"))))
        .on("POST", "/models/{name}/activate", this::activate)
        .on("POST", "/slots/{slot}/rollback", this::rollBack);
  }

  static List<Map<String, Object>> plain(ModelStore store) {
    return store.models().stream().map(ModelsResource::plain).collect(Collectors.toList());
  }

  private Reply activate(Request request) throws VestibuleException {
    ModelStore store = House.need(house.models, "model store");
    String name = request.part("name");
    if (store.models().stream().noneMatch(info -> info.manifest().name().equals(name))) {
      throw unknown("unknown-model", "model pack", name, "a pack listed under /api/models");
    }
    house.recordOrder("model-activate", Map.of("model", name));
    return Reply.ok(plain(store.activate(name)));
  }

  private Reply rollBack(Request request) throws VestibuleException {
    ModelStore store = House.need(house.models, "model store");
    String slot = request.part("slot");
    if (store.models().stream().noneMatch(info -> info.manifest().slot().equals(slot))) {
      throw unknown("unknown-slot", "slot", slot, "a slot of a pack listed under /api/models");
    }
    house.recordOrder("model-roll-back", Map.of("slot", slot));
    return Reply.ok(plain(store.rollBack(slot)));
  }

  private static Problem unknown(String code, String input, String found, String allowed) {
    return new Problem(404, code, input, Request.shortened(found), allowed, "Check the spelling.");
  }

  private static Map<String, Object> plain(ModelInfo info) {
    Map<String, Object> plain = plain(info.manifest());
    plain.put("serving", info.serving());
    plain.put("leases", info.leases());
    plain.put("problem", info.problem());
    return plain;
  }

  private static Map<String, Object> plain(ModelManifest manifest) {
    @SuppressWarnings("unchecked")
    Map<String, Object> plain = (Map<String, Object>) EventFields.plain(manifest);
    plain.keySet().removeAll(List.of("networks", "tokenizer", "labels", "parameters"));
    plain.put("id", manifest.id());
    return plain;
  }
}
