// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.secret;

import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.store.SecretsListener;

/**
 * Tells whoever uses secrets. They are looked up when something has changed and not bound before:
 * they need the secrets themselves, and two components that wait for each other never start. One
 * that fails harms nobody else. Thread-safe.
 */
final class SecretNews implements Consumer<String> {
  private static final Logger LOG = LoggerFactory.getLogger(SecretNews.class);

  private final BundleContext context;

  SecretNews(BundleContext context) {
    this.context = context;
  }

  /** Tells of one secret by its name, or of all by an empty one. */
  @Override
  public void accept(String name) {
    try {
      for (ServiceReference<SecretsListener> each :
          context.getServiceReferences(SecretsListener.class, null)) {
        tell(each, name);
      }
    } catch (InvalidSyntaxException | IllegalStateException e) {
      LOG.warn("Nobody was told that a secret changed: {}", e.toString());
    }
  }

  private void tell(ServiceReference<SecretsListener> reference, String name) {
    try {
      SecretsListener listener = context.getService(reference);
      if (listener == null) {
        return;
      }
      try {
        listener.secretChanged(name);
      } finally {
        context.ungetService(reference);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} failed when a secret changed: {}", reference, e.toString());
    }
  }
}
