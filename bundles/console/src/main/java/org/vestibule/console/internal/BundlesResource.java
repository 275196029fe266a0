// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import org.vestibule.api.access.Permission;

/** The house's bundles as the framework has them; {@link FeaturesResource} changes them. */
final class BundlesResource {
  private final InstalledBundles bundles;

  BundlesResource(InstalledBundles bundles) {
    this.bundles = bundles;
  }

  void routes(Router router) {
    router.within(Permission.SEE_HOUSE, "GET", "/bundles", request -> Reply.ok(bundles.plain()));
  }
}
