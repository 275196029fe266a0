// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.update.UpdateReport;

/** The house's bundles, and the update of one of them while the others go on. */
final class BundlesResource {
  private final House house;
  private final InstalledBundles bundles;

  BundlesResource(House house, InstalledBundles bundles) {
    this.house = house;
    this.bundles = bundles;
  }

  void routes(Router router) {
    router
        .on("GET", "/bundles", request -> Reply.ok(bundles.plain()))
        .on("POST", "/bundles/{shortName}/update", this::update);
  }

  private Reply update(Request request) throws VestibuleException {
    String shortName = request.part("shortName");
    Bundle bundle = bundles.find(shortName).orElseThrow(() -> unknown(shortName));
    FeatureUpdates updates = House.need(house.updates, "update agent");
    FeaturesResource.Order order = request.body(FeaturesResource.Order.class, Json.SMALL);
    if (order.restarts()) {
      return FeaturesResource.planned(updates.updateByRestart(shortName, order.file(), "operator"));
    }
    Map<String, Object> before = InstalledBundles.plain(bundle);
    UpdateReport report = updates.update(shortName, order.file(), "operator");
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("before", before);
    answer.put("after", bundles.find(shortName).map(InstalledBundles::plain).orElse(Map.of()));
    answer.put("millis", report.millis());
    answer.put("gapMillis", report.gapMillis());
    answer.put("restarted", report.restarted());
    return Reply.ok(answer);
  }

  private static Problem unknown(String shortName) {
    return new Problem(
        404,
        "unknown-bundle",
        "bundle",
        Request.shortened(shortName),
        "a short name listed under /api/bundles",
        "Check the spelling.");
  }
}
