// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;

/**
 * Model packs: what is here, taking one in, letting it serve, going back. The library audits every
 * change by itself; an order that is repeated changes nothing.
 */
final class ModelsResource {
  private final House house;
  private final PackUploads uploads;

  ModelsResource(House house, Path data) {
    this.house = house;
    uploads = new PackUploads(data.resolve("updates"));
  }

  void routes(Router router) {
    router
        .within(
            Permission.SEE_HOUSE,
            "GET",
            "/models",
            request -> Reply.ok(ModelViews.packs(library())))
        .within(
            Permission.SEE_HOUSE,
            "GET",
            "/models/comparisons",
            request -> Reply.ok(ModelViews.comparisons(library())))
        .within(Permission.SEE_HOUSE, "GET", "/models/progress", request -> Reply.ok(progress()))
        .on(Permission.CHANGE_MODELS, "POST", "/models", this::stage)
        .on(
            Permission.CHANGE_MODELS,
            "GET",
            "/models/prune",
            request -> Reply.ok(Map.of("prunable", order(ModelLibrary::prunable))))
        .on(
            Permission.CHANGE_MODELS,
            "POST",
            "/models/prune",
            request -> Reply.ok(order(library -> pruned(library, request.who()))))
        .on(Permission.CHANGE_MODELS, "POST", "/models/{pack}/activate", this::activate)
        .on(Permission.CHANGE_MODELS, "POST", "/models/{pack}/rollout", this::rollOut)
        .on(Permission.CHANGE_MODELS, "POST", "/slots/{slot}/rollback", this::rollBack);
  }

  private ModelLibrary library() throws Problem {
    return House.need(house.models, "model library");
  }

  private Map<String, Object> progress() throws Problem {
    return Map.of("progress", library().progress());
  }

  /** Answers 201 for a pack that is new here, 200 for one that was here already. */
  private Reply stage(Request request) throws VestibuleException {
    ModelLibrary library = library();
    try (PackUploads.Upload upload = uploads.receive(request.http())) {
      List<String> before = library.models().stream().map(info -> info.manifest().id()).toList();
      ModelManifest staged =
          order(present -> present.stage(upload.file(), request.flag("downgrade"), request.who()));
      int status = before.contains(staged.id()) ? 200 : 201;
      return new Reply(status, ModelViews.plain(staged), Map.of());
    }
  }

  private Reply activate(Request request) throws VestibuleException {
    String pack = pack(request);
    return Reply.ok(ModelViews.plain(order(library -> library.activate(pack, request.who()))));
  }

  private Reply rollOut(Request request) throws VestibuleException {
    String pack = pack(request);
    return Reply.ok(ModelViews.plain(order(library -> library.rollOut(pack, request.who()))));
  }

  private Reply rollBack(Request request) throws VestibuleException {
    String slot = request.part("slot");
    if (noneHas(manifest -> manifest.slot().equals(slot))) {
      throw unknown("unknown-slot", "slot", slot, "a slot of a pack listed under /api/models");
    }
    return Reply.ok(ModelViews.plain(order(library -> library.rollBack(slot, request.who()))));
  }

  private static Map<String, Object> pruned(ModelLibrary library, String who)
      throws ModelException {
    return Map.of("deleted", library.prune(who));
  }

  /** Returns the pack that the path names: only names that are listed reach the library. */
  private String pack(Request request) throws Problem {
    String pack = request.part("pack");
    if (noneHas(manifest -> manifest.name().equals(pack) || manifest.id().equals(pack))) {
      throw unknown("unknown-model", "model pack", pack, "a pack listed under /api/models");
    }
    return pack;
  }

  private boolean noneHas(Predicate<ModelManifest> wanted) throws Problem {
    return library().models().stream().noneMatch(info -> wanted.test(info.manifest()));
  }

  /** An order to the library. */
  @FunctionalInterface
  private interface Order<T> {
    T give(ModelLibrary library) throws ModelException;
  }

  private <T> T order(Order<T> order) throws Problem {
    try {
      return order.give(library());
    } catch (ModelException e) {
      throw new Problem(
          statusOf(e.code()), e.code(), e.input(), e.found(), e.allowed(), e.remedy(), e);
    }
  }

  private static int statusOf(String code) {
    return switch (code) {
      case "model-missing" -> 404;
      case "model-downgrade", "model-version-reused" -> 409;
      case "native-missing", "audit-unwritable", "storage-failed" -> 503;
      case "storage-full" -> 507;
      default -> 422;
    };
  }

  private static Problem unknown(String code, String input, String found, String allowed) {
    return new Problem(404, code, input, Request.shortened(found), allowed, "Check the spelling.");
  }
}
