// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * The {@link PackStore} as a service. It stays registered whatever happens to the runtime, to the
 * publisher and to its configuration: they come and go under it.
 */
@Component(
    service = {ModelStore.class, ModelLibrary.class, StatusSource.class},
    configurationPid = "org.vestibule.models",
    immediate = true)
@Designate(ocd = ModelsConfiguration.class)
public final class PackStoreComponent implements ModelStore, ModelLibrary, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(PackStoreComponent.class);

  private InferenceRuntime runtime;
  private EventPublisher publisher;
  private PackStore store;

  /** Begins to load; returns at once. */
  @Activate
  synchronized void activate(Map<String, Object> configuration) {
    Settings settings;
    String refused = "";
    try {
      settings = Settings.of(configuration);
    } catch (VestibuleException e) {
      refused = e.getMessage();
      settings = defaults();
    }
    store = new PackStore(settings, runtime, publisher);
    if (!refused.isEmpty()) {
      refuse(refused);
    }
  }

  /** Takes other settings without a restart; a refused one leaves the last good one in force. */
  @Modified
  synchronized void modified(Map<String, Object> configuration) {
    try {
      store.use(Settings.of(configuration));
    } catch (VestibuleException e) {
      refuse(e.getMessage());
    }
  }

  /** Stops, bounded. */
  @Deactivate
  void deactivate() {
    current().close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindRuntime(InferenceRuntime arrived) {
    PackStore running;
    synchronized (this) {
      runtime = arrived;
      running = store;
    }
    if (running != null) {
      running.runtime(arrived);
    }
  }

  void unbindRuntime(InferenceRuntime gone) {
    PackStore running;
    synchronized (this) {
      runtime = runtime == gone ? null : runtime;
      running = store;
    }
    if (running != null) {
      running.withoutRuntime(gone);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindPublisher(EventPublisher arrived) {
    publisher = arrived;
    if (store != null) {
      store.events(arrived);
    }
  }

  synchronized void unbindPublisher(EventPublisher gone) {
    if (publisher == gone) {
      publisher = null;
      if (store != null) {
        store.events(null);
      }
    }
  }

  @Override
  public ModelLease lease(String slot) throws ModelException {
    return current().lease(slot);
  }

  @Override
  public List<ModelInfo> models() {
    return current().models();
  }

  @Override
  public ModelManifest activate(String name, String who) throws ModelException {
    return current().activate(name, who);
  }

  @Override
  public ModelManifest rollBack(String slot, String who) throws ModelException {
    return current().rollBack(slot, who);
  }

  @Override
  public List<ModelComparison> comparisons() {
    return List.of();
  }

  @Override
  public String progress() {
    return "";
  }

  @Override
  public ModelManifest stage(Path source, boolean downgrade, String who) throws ModelException {
    throw new UnsupportedOperationException();
  }

  @Override
  public ModelManifest rollOut(String pack, String who) throws ModelException {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> prune(String who) throws ModelException {
    throw new UnsupportedOperationException();
  }

  @Override
  public String name() {
    return current().name();
  }

  @Override
  public Status status() {
    return current().status();
  }

  private synchronized PackStore current() {
    return store;
  }

  private void refuse(String sentence) {
    LOG.warn("The configuration is refused, the last good one stays: {}", sentence);
    store.refuse(sentence);
  }

  private static Settings defaults() {
    try {
      return Settings.of(Map.of());
    } catch (VestibuleException e) {
      throw new IllegalStateException("the system property vestibule.data is no path", e);
    }
  }
}
