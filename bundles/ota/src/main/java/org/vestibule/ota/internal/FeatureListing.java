// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.features.Feature;
import org.vestibule.api.update.FeatureInfo;
import org.vestibule.ota.internal.Ledger.Entry;
import org.vestibule.ota.internal.Ledger.Mark;

/** The features as an operator sees them: from the distribution, the ledger and the framework. */
final class FeatureListing {
  private final HouseFeatures features;
  private final HouseBundles bundles;
  private final Shelf shelf;

  FeatureListing(HouseFeatures features, HouseBundles bundles, Shelf shelf) {
    this.features = features;
    this.bundles = bundles;
    this.shelf = shelf;
  }

  List<FeatureInfo> all() throws Exception {
    List<FeatureInfo> list = new ArrayList<>();
    for (Map.Entry<String, Feature> shipped : features.shipped().entrySet()) {
      list.add(info(shipped.getKey(), shipped.getValue()));
    }
    return list;
  }

  private FeatureInfo info(String name, Feature shipped) throws Exception {
    List<String> available = new ArrayList<>();
    available.add(shipped.getVersion());
    for (Entry entry : shelf.ledger().all()) {
      boolean kept = entry.mark() == Mark.CURRENT || entry.mark() == Mark.FORMER;
      if (entry.feature().equals(name) && kept) {
        available.add(entry.version());
      }
    }
    String reason = Restarts.reason(name);
    return new FeatureInfo(
        name,
        Optional.ofNullable(shipped.getDescription()).orElse(""),
        bundles.find(name).map(bundle -> bundle.getVersion().toString()).orElse(""),
        available,
        shelf.former(name),
        bundles.find(name).map(HouseBundles::state).orElse("ABSENT"),
        reason.isEmpty(),
        reason);
  }
}
