// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/** Passes every call of a service on to the store behind it. */
abstract class StoreDelegate implements ModelStore, ModelLibrary, StatusSource {
  abstract PackStore current();

  @Override
  public ModelLease lease(String slot) throws ModelException {
    return current().lease(slot);
  }

  @Override
  public Optional<ModelLease> companion(String slot, String space) {
    return current().companion(slot, space);
  }

  @Override
  public Optional<ModelTrial> trial(String... slots) {
    return current().trial(slots);
  }

  @Override
  public List<ModelInfo> models() {
    return current().models();
  }

  @Override
  public List<ModelComparison> comparisons() {
    return current().comparisons();
  }

  @Override
  public String progress() {
    return current().progress();
  }

  @Override
  public ModelManifest stage(Path source, boolean downgrade, String who) throws ModelException {
    return current().stage(source, downgrade, who);
  }

  @Override
  public ModelManifest layOut(Path folder, String who) throws ModelException {
    return current().layOut(folder, who);
  }

  @Override
  public ModelManifest activate(String name, String who) throws ModelException {
    return current().activate(name, who);
  }

  @Override
  public ModelManifest rollOut(String name, String who) throws ModelException {
    return current().rollOut(name, who);
  }

  @Override
  public ModelManifest rollBack(String slot, String who) throws ModelException {
    return current().rollBack(slot, who);
  }

  @Override
  public List<String> prunable() throws ModelException {
    return current().prunable();
  }

  @Override
  public List<String> prune(String who) throws ModelException {
    return current().prune(who);
  }

  @Override
  public String name() {
    return current().name();
  }

  @Override
  public Status status() {
    return current().status();
  }
}
