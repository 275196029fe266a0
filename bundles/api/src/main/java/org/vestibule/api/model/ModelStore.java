// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Where capabilities lease models. Thread-safe. */
@ProviderType
public interface ModelStore {
  /**
   * Leases the model that serves a slot.
   *
   * @throws ModelException {@code model-missing} with the reason why none serves
   */
  ModelLease lease(String slot) throws ModelException;

  /**
   * Leases a model of the slot that embeds into a given space, even when another model serves the
   * slot: templates are only ever compared in their own space, and an old model goes on serving
   * them until they have been renewed.
   *
   * @param space see {@link ModelManifest#space()}
   * @return empty when no model of that space is kept
   */
  default Optional<ModelLease> companion(String slot, String space) {
    return Optional.empty();
  }

  /**
   * Asks whether a second model wants to see what the caller has just judged with these slots: a
   * candidate in shadow, or the model before while the new one is being watched. Cheap; call it
   * after the answer was given.
   *
   * @param slots the slots that the caller used
   * @return empty when there is none, or this request is not in its share
   */
  default Optional<ModelTrial> trial(String... slots) {
    return Optional.empty();
  }
}
