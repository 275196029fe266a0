// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.face.FaceIdentifier;

/** Registers the service by hand: it is there only while it may be. */
record ServiceRegistry(BundleContext context) implements Function<FaceIdentifier, Runnable> {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceRegistry.class);

  @Override
  public Runnable apply(FaceIdentifier identifier) {
    ServiceRegistration<FaceIdentifier> registration =
        context.registerService(FaceIdentifier.class, identifier, null);
    return () -> {
      try {
        registration.unregister();
      } catch (IllegalStateException e) {
        // The bundle is stopping and the container was faster.
        LOG.debug("The search was already unregistered");
      }
    };
  }
}
