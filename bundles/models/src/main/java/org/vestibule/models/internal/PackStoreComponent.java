// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

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
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.status.StatusSource;

/**
 * The {@link PackStore} as a service. It stays registered whatever happens to the runtime, to the
 * audit, the publisher, the people and its configuration: they come and go under it.
 */
@Component(
    service = {ModelStore.class, ModelLibrary.class, StatusSource.class},
    configurationPid = "org.vestibule.models",
    immediate = true)
@Designate(ocd = ModelsConfiguration.class)
public final class PackStoreComponent extends StoreDelegate {
  private static final Logger LOG = LoggerFactory.getLogger(PackStoreComponent.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile AuditTrail audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile EventPublisher publisher;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile PeopleDirectory people;

  private InferenceRuntime runtime;
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
    store =
        new PackStore(
            settings, runtime, Surroundings.gateway(() -> audit, () -> publisher, () -> people));
    if (!refused.isEmpty()) {
      refuse(refused);
    }
  }

  /** Takes other settings without a restart; a refused one leaves the last good one in force. */
  @Modified
  synchronized void modified(Map<String, Object> configuration) {
    try {
      store.engine().use(Settings.of(configuration));
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
      running.engine().runtime(arrived);
    }
  }

  void unbindRuntime(InferenceRuntime gone) {
    PackStore running;
    synchronized (this) {
      runtime = runtime == gone ? null : runtime;
      running = store;
    }
    if (running != null) {
      running.engine().withoutRuntime(gone);
    }
  }

  @Override
  synchronized PackStore current() {
    return store;
  }

  private void refuse(String sentence) {
    LOG.warn("The configuration is refused, the last good one stays: {}", sentence);
    store.engine().refuse(sentence);
  }

  private static Settings defaults() {
    try {
      return Settings.of(Map.of());
    } catch (VestibuleException e) {
      throw new IllegalStateException("the system property vestibule.data is no path", e);
    }
  }
}
