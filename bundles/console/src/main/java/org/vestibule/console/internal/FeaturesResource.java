// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.update.UpdateReport;

/** Features: which there are, and installing, removing, updating and rolling back one of them. */
final class FeaturesResource {
  /**
   * The body of an order.
   *
   * @param file a jar in the folder {@code updates}
   * @param restart whether a planned restart is ordered
   */
  record Order(String file, Boolean restart) {
    boolean restarts() {
      return restart != null && restart;
    }
  }

  private final House house;
  private final UpdateFolder folder;

  FeaturesResource(House house, Path data) {
    this.house = house;
    folder = new UpdateFolder(data.resolve("updates"));
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_HOUSE, "GET", "/features", request -> list())
        .on(Permission.CHANGE_FEATURES, "GET", "/updates", request -> Reply.ok(folder.files()))
        .on(Permission.CHANGE_FEATURES, "POST", "/features/{name}/install", this::install)
        .on(Permission.CHANGE_FEATURES, "POST", "/features/{name}/remove", this::remove)
        .on(Permission.CHANGE_FEATURES, "POST", "/features/{name}/update", this::update)
        .on(Permission.CHANGE_FEATURES, "POST", "/features/{name}/rollback", this::rollBack);
  }

  private Reply list() throws Problem {
    FeatureUpdates updates = updates();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("progress", updates.progress());
    body.put("features", EventFields.plain(updates.features()));
    return Reply.ok(body);
  }

  private Reply install(Request request) throws VestibuleException {
    return done(updates().install(request.part("name"), request.who()));
  }

  private Reply remove(Request request) throws VestibuleException {
    String name = request.part("name");
    if (name.equals("console")) {
      throw new Problem(
          409,
          "feature-required",
          "feature console",
          "it would remove what answers this order",
          "any other feature",
          "Remove it with vestibule:feature-remove in the shell.");
    }
    return done(updates().remove(name, request.who()));
  }

  private Reply update(Request request) throws VestibuleException {
    String name = request.part("name");
    Order order = request.body(Order.class, Json.SMALL);
    return order.restarts()
        ? planned(updates().updateByRestart(name, order.file(), request.who()))
        : done(updates().update(name, order.file(), request.who()));
  }

  private Reply rollBack(Request request) throws VestibuleException {
    String name = request.part("name");
    return request.body(Order.class, Json.SMALL).restarts()
        ? planned(updates().rollBackByRestart(name, request.who()))
        : done(updates().rollBack(name, request.who()));
  }

  private FeatureUpdates updates() throws Problem {
    return House.need(house.updates, "update agent");
  }

  private static Reply done(UpdateReport report) {
    return Reply.ok(EventFields.plain(report));
  }

  /** The work goes on after this answer. */
  private static Reply planned(RestartPlan plan) {
    return new Reply(202, EventFields.plain(plan), Map.of());
  }
}
