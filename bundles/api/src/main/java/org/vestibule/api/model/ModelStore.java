// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The model packs of this gateway. Thread-safe. */
@ProviderType
public interface ModelStore {
  /**
   * Leases the model that serves a slot.
   *
   * @throws ModelException {@code model-missing} with the reason why none serves
   */
  ModelLease lease(String slot) throws ModelException;

  /** Returns every pack found, serving or not, by slot and name. */
  List<ModelInfo> models();

  /**
   * Lets a pack serve its slot: loads and checks it beside the one that serves, then swaps. When it
   * cannot serve, the old one stays.
   *
   * @param name the pack's name
   * @return what the pack says of itself
   */
  ModelManifest activate(String name) throws ModelException;

  /** Lets the pack that served a slot before serve it again. */
  ModelManifest rollBack(String slot) throws ModelException;
}
