// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;

/** Model packs: which serve, under which licence, and letting another one serve. */
final class ModelsResource {
  private final House house;

  ModelsResource(House house) {
    this.house = house;
  }

  void routes(Router router) {
    router
        .on("GET", "/models", request -> Reply.ok(plain(House.need(house.models, "model library"))))
        .on("POST", "/models/{name}/activate", this::activate)
        .on("POST", "/slots/{slot}/rollback", this::rollBack);
  }

  static List<Map<String, Object>> plain(ModelLibrary library) {
    return library.models().stream().map(ModelsResource::plain).collect(Collectors.toList());
  }

  private Reply activate(Request request) throws VestibuleException {
    ModelLibrary library = House.need(house.models, "model library");
    String name = request.part("name");
    if (library.models().stream().noneMatch(info -> info.manifest().name().equals(name))) {
      throw unknown("unknown-model", "model pack", name, "a pack listed under /api/models");
    }
    house.recordOrder("model-activate", Map.of("model", name));
    return Reply.ok(plain(library.activate(name, "operator")));
  }

  private Reply rollBack(Request request) throws VestibuleException {
    ModelLibrary library = House.need(house.models, "model library");
    String slot = request.part("slot");
    if (library.models().stream().noneMatch(info -> info.manifest().slot().equals(slot))) {
      throw unknown("unknown-slot", "slot", slot, "a slot of a pack listed under /api/models");
    }
    house.recordOrder("model-roll-back", Map.of("slot", slot));
    return Reply.ok(plain(library.rollBack(slot, "operator")));
  }

  private static Problem unknown(String code, String input, String found, String allowed) {
    return new Problem(404, code, input, Request.shortened(found), allowed, "Check the spelling.");
  }

  private static Map<String, Object> plain(ModelInfo info) {
    Map<String, Object> plain = plain(info.manifest());
    plain.put("serving", info.serving());
    plain.put("state", info.state().name());
    plain.put("signer", info.signer());
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
