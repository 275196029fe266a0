// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
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
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PeopleDirectory;

/**
 * Calls the gateway's capabilities from inside, as a visit does, while something is replaced under
 * it. Without a configuration it does nothing. A configuration begins a run; the next one ends it,
 * writes its results and begins another. Thread-safe.
 */
@Component(
    service = {},
    configurationPid = LoadSettings.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true)
@Designate(ocd = LoadSettings.Form.class)
public final class LoadGenerator {
  private static final Logger LOG = LoggerFactory.getLogger(LoadGenerator.class);
  private static final long STOP_SECONDS = 20;

  private final Gate<FaceVerifier> faces = new Gate<>("face verification");
  private final Gate<PeopleDirectory> people = new Gate<>("the people directory");
  private final Gate<ModelStore> models = new Gate<>("the model store");
  private final ExecutorService control =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "vestibule-load"));
  private Path folder;
  private Optional<LoadRun> running = Optional.empty();

  @Activate
  void activate(BundleContext context, Map<String, Object> given) {
    String data = Optional.ofNullable(context.getProperty("vestibule.data")).orElse("data");
    folder = Path.of(data, "load");
    modified(given);
  }

  /** Ends the run that is under way and begins the next, on a thread of its own. */
  @Modified
  void modified(Map<String, Object> given) {
    try {
      LoadSettings settings = LoadSettings.of(given);
      control.execute(() -> next(settings));
    } catch (VestibuleException e) {
      LOG.warn("The configuration is refused, the run goes on: {}", e.getMessage());
    }
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    control.execute(this::end);
    control.shutdown();
    control.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
  }

  private void next(LoadSettings settings) {
    end();
    if (settings.run().isEmpty()) {
      return;
    }
    try {
      running = Optional.of(new LoadRun(settings, folder, faces, people, models));
      LOG.info("Load {} begins", settings.run());
    } catch (Exception e) {
      LOG.warn("Load {} cannot be made: {}", settings.run(), e.getMessage());
      refuse(settings.run(), e);
    }
  }

  private void end() {
    try {
      if (running.isPresent()) {
        running.get().end();
      }
    } catch (IOException e) {
      LOG.warn("The results of the load cannot be written: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = Optional.empty();
  }

  private void refuse(String run, Exception why) {
    try {
      new LoadReport(folder, run).failed(String.valueOf(why.getMessage()));
    } catch (IOException e) {
      LOG.warn("The results of the load cannot be written: {}", e.getMessage());
    }
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  void bindPeople(PeopleDirectory service) {
    people.enter(service);
  }

  void unbindPeople(PeopleDirectory service) {
    people.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindFaces(FaceVerifier service) {
    faces.enter(service);
  }

  void unbindFaces(FaceVerifier service) {
    faces.leave(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindModels(ModelStore service) {
    models.enter(service);
  }

  void unbindModels(ModelStore service) {
    models.leave(service);
  }
}
