// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Loads model packs into DJL's engine for ONNX Runtime. A component in the container, where it
 * starts in the background; in plain Java it starts with the first model. Thread-safe.
 */
@Component(
    service = {InferenceRuntime.class, StatusSource.class},
    configurationPid = RuntimeConfig.PID,
    immediate = true)
@Designate(ocd = RuntimeConfig.class)
public final class OnnxRuntime implements InferenceRuntime, StatusSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OnnxRuntime.class);
  private static final String NAME = "runtime-onnx";

  private final StatusHolder status =
      new StatusHolder(Status.starting("ONNX Runtime has not been asked for anything yet"));
  private final RunGate gate = new RunGate(Settings.DEFAULTS.maxConcurrentRuns());
  private final Set<OnnxModel> models = ConcurrentHashMap.newKeySet();
  private volatile Settings settings = Settings.DEFAULTS;
  private volatile DjlEngine engine;
  // The three below are guarded by this.
  private Optional<Path> dataArea = Optional.empty();
  private Optional<ModelException> failure = Optional.empty();
  private Optional<VestibuleException> refusal = Optional.empty();
  private boolean closed;

  /** Makes a runtime with the default settings; nothing native is touched before it is needed. */
  public OnnxRuntime() {
    // Declarative Services needs a public constructor; activate does the rest.
  }

  /** Called by Declarative Services. */
  @Activate
  void activate(BundleContext context, Map<String, Object> properties) {
    synchronized (this) {
      dataArea = Optional.ofNullable(context.getDataFile("natives")).map(File::toPath);
    }
    modified(properties);
    Thread starter = new Thread(this::startInBackground, "vestibule-runtime-onnx");
    starter.setDaemon(true);
    starter.start();
  }

  /** Called by Declarative Services; keeps the last good configuration if this one is refused. */
  @Modified
  void modified(Map<String, Object> properties) {
    try {
      Settings next = Settings.of(properties);
      settings = next;
      gate.resize(next.maxConcurrentRuns());
      report(Optional.empty());
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
      report(Optional.of(e));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status status() {
    return status.get();
  }

  @Override
  public String engine() {
    DjlEngine started = engine;
    return started == null ? "ONNX Runtime by DJL, not started" : started.version();
  }

  @Override
  public LoadedModel load(ModelManifest manifest, Path folder) throws ModelException {
    DjlEngine started = started();
    if (!started.enter()) {
      throw stopped();
    }
    Map<String, Network> networks = new LinkedHashMap<>();
    try {
      for (NetworkSpec spec : manifest.networks()) {
        networks.put(spec.name(), open(started, manifest.id(), spec, folder));
      }
    } catch (ModelException | RuntimeException e) {
      networks.values().forEach(Network::close);
      started.leave();
      throw e;
    }
    Optional<PackTokenizer> tokenizer =
        manifest
            .tokenizer()
            .map(file -> new PackTokenizer(manifest.id(), folder.resolve(file), started));
    OnnxModel model =
        new OnnxModel(
            manifest.id(),
            networks,
            tokenizer,
            gate,
            freed -> {
              models.remove(freed);
              started.leave();
            });
    synchronized (this) {
      models.add(model);
      if (closed) {
        model.close();
      }
    }
    return model;
  }

  /**
   * Lets no model be loaded or run any more. Memory that a run still uses goes when that run ends.
   */
  @Deactivate
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    models.forEach(OnnxModel::close);
    DjlEngine started = engine;
    if (started != null) {
      started.close();
    }
    status.set(
        new Status(Status.State.STOPPED, Cause.DISABLED, "Stopped on purpose", Instant.now()));
  }

  /** Returns how many native tensors are alive below this runtime. For tests. */
  int liveTensors() {
    return engine == null ? 0 : engine.manager().getManagedArrays().size();
  }

  private Network open(DjlEngine started, String pack, NetworkSpec spec, Path folder)
      throws ModelException {
    String where = "model pack " + pack + ", network '" + spec.name() + "'";
    Path file = folder.resolve(spec.file());
    return new Network(
        pack, spec, started.open(where, file, settings.intraOpThreads()), started.manager());
  }

  private void startInBackground() {
    try {
      started();
      LOG.info("{} is ready", engine());
    } catch (ModelException e) {
      LOG.error("No model can run: {}", e.getMessage(), e);
    }
  }

  private synchronized DjlEngine started() throws ModelException {
    if (closed) {
      throw stopped();
    }
    if (failure.isPresent()) {
      // A static initialiser that failed once fails for ever; the first error says why.
      throw failure.get();
    }
    if (engine == null) {
      try {
        engine = start();
      } catch (ModelException e) {
        failure = Optional.of(e);
        throw e;
      } finally {
        report(refusal);
      }
    }
    return engine;
  }

  private static ModelException stopped() {
    return Problems.natives(new IllegalStateException("the runtime is stopped"));
  }

  private DjlEngine start() throws ModelException {
    NativeFolder folder;
    try {
      folder = dataArea.isPresent() ? NativeFolder.below(dataArea.get()) : NativeFolder.temporary();
    } catch (IOException e) {
      throw Problems.natives(e);
    }
    DjlEngine fresh = null;
    try {
      fresh = DjlEngine.start(folder);
      SelfTest.run(fresh, folder.path());
      return fresh;
    } catch (ModelException e) {
      if (fresh == null) {
        folder.close();
      } else {
        fresh.close();
      }
      throw e;
    }
  }

  /** Says how it is: natives first, then configuration. */
  private synchronized void report(Optional<VestibuleException> refused) {
    refusal = refused;
    if (failure.isPresent()) {
      status.set(Status.unavailable(Cause.NATIVE_MISSING, failure.get().getMessage()));
    } else if (refused.isPresent()) {
      status.set(Status.degraded(Cause.CONFIGURATION, refused.get().getMessage()));
    } else if (engine != null) {
      status.set(Status.ready(engine.version() + " added two and two"));
    } else {
      status.set(Status.starting("ONNX Runtime starts"));
    }
  }
}
