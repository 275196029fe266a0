// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.update.FeatureInfo;
import org.vestibule.api.update.FeatureUpdates;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.update.UpdateReport;

/** The update agent as a service: one order at a time, none before the boot is over. */
@Component(
    service = {FeatureUpdates.class, StatusSource.class},
    immediate = true,
    configurationPid = Settings.PID)
@Designate(ocd = OtaConfiguration.class)
public final class UpdateAgent implements FeatureUpdates, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateAgent.class);
  static final String NAME = "ota";

  private static final String IDLE = "";
  private static final String LOOKING = "Looking at what was interrupted";

  private final HouseFeatures features;
  private final FeatureListing listing;
  private final Shelf shelf;
  private final LiveOrders live;
  private final PlannedRestart restart;
  private final Recovery recovery;
  private final Surroundings house;
  private final StatusHolder status =
      new StatusHolder(Status.starting("Waiting until the gateway has started"));
  // What is being done; nothing else may be begun until it is empty again.
  private final AtomicReference<String> progress = new AtomicReference<>(LOOKING);
  private volatile Settings settings = Settings.DEFAULT;
  private volatile String refused = "";

  @Activate
  public UpdateAgent(
      @Reference FeaturesService service,
      @Reference Surroundings house,
      BundleContext context,
      Map<String, Object> properties)
      throws IOException {
    Path data =
        Path.of(Optional.ofNullable(context.getProperty("vestibule.data")).orElse("data"))
            .toAbsolutePath()
            .normalize();
    Path folder = data.resolve("updates/installed");
    this.house = house;
    HouseBundles bundles = new HouseBundles(context);
    Path system = Path.of(System.getProperty("karaf.home", ".")).resolve("system");
    features = new HouseFeatures(service, HouseFeatures.inDistribution(system), folder);
    shelf = new Shelf(features, data.resolve("updates"), folder);
    listing = new FeatureListing(features, bundles, shelf);
    LiveChange change = new LiveChange(bundles, () -> settings);
    live = new LiveOrders(features, shelf, change, house, () -> settings);
    restart = new PlannedRestart(bundles, house, () -> settings, folder);
    recovery = new Recovery(features, shelf, change, live, restart, house, () -> settings);
    modified(properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    try {
      settings = Settings.of(properties);
      refused = "";
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration {} refused, the last good one stays: {}", Settings.PID, refused);
    }
  }

  /** The boot is over: from now on the features service may be given work. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindBoot(BootFinished boot) {
    if (Boolean.getBoolean(PlannedRestart.LEAVING) || !progress.get().equals(LOOKING)) {
      return;
    }
    // A thread of its own: this is called by the features service, which would wait for itself.
    Thread thread = new Thread(this::recover, "vestibule-updates");
    thread.setDaemon(true);
    thread.start();
  }

  void unbindBoot(BootFinished boot) {
    // Once over, the boot stays over; the container only takes its sign away when it stops.
  }

  private void recover() {
    try {
      recovery.run();
      status.set(Status.ready("Features can be updated"));
    } catch (Exception e) {
      LOG.error("What was interrupted could not be ended", e);
      status.set(
          Status.degraded(
              Status.Cause.UPDATING,
              "An interrupted update could not be ended ("
                  + Unhealthy.firstLine(e)
                  + "): see the log, and roll the feature back"));
    }
    progress.set(IDLE);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status status() {
    String invalid = refused;
    return invalid.isEmpty() ? status.get() : Status.degraded(Status.Cause.CONFIGURATION, invalid);
  }

  @Override
  public String progress() {
    return progress.get();
  }

  @Override
  public List<FeatureInfo> features() {
    try {
      return listing.all();
    } catch (Exception e) {
      throw new IllegalStateException("the features service does not list its features", e);
    }
  }

  /** One order. */
  private interface Order<T> {
    T run() throws VestibuleException;
  }

  private <T> T alone(String sentence, String feature, Order<T> order) throws VestibuleException {
    known(feature);
    begin(sentence);
    try {
      return order.run();
    } finally {
      progress.set(IDLE);
    }
  }

  private void begin(String sentence) throws VestibuleException {
    if (!progress.compareAndSet(IDLE, sentence)) {
      throw new VestibuleException(
          "update-running", "update", progress.get(), "one at a time", "Wait for it to end.");
    }
  }

  private void known(String feature) throws VestibuleException {
    try {
      if (feature.equals(Recovery.KARAF) || features.shipped().containsKey(feature)) {
        return;
      }
    } catch (Exception e) {
      throw LiveOrders.broken(feature, e);
    }
    throw new VestibuleException(
        "unknown-feature",
        "feature",
        feature.length() > 80 ? feature.substring(0, 80) + "..." : feature,
        "a name listed under /api/features",
        "Check the spelling.");
  }

  @Override
  public UpdateReport install(String feature, String who) throws VestibuleException {
    return alone("Installing " + feature, feature, () -> live.install(feature, who));
  }

  @Override
  public UpdateReport remove(String feature, String who) throws VestibuleException {
    return alone("Removing " + feature, feature, () -> live.remove(feature, who));
  }

  @Override
  public UpdateReport update(String feature, String file, String who) throws VestibuleException {
    known(feature);
    Restarts.refuse(feature, "\"file\": \"...\", ", visitsSeconds());
    return alone("Updating " + feature, feature, () -> live.update(feature, file, who));
  }

  @Override
  public UpdateReport rollBack(String feature, String who) throws VestibuleException {
    known(feature);
    live.former(feature);
    Restarts.refuse(feature, "", visitsSeconds());
    return alone("Rolling back " + feature, feature, () -> live.rollBack(feature, who));
  }

  private int visitsSeconds() {
    return (int) settings.visits().toSeconds();
  }

  @Override
  public RestartPlan updateByRestart(String feature, String file, String who)
      throws VestibuleException {
    return restarting(
        feature,
        () ->
            feature.equals(Recovery.KARAF)
                ? restarts().karaf(who)
                : restarts().update(feature, file, who));
  }

  @Override
  public RestartPlan rollBackByRestart(String feature, String who) throws VestibuleException {
    return restarting(feature, () -> restarts().rollBack(feature, who));
  }

  private RestartOrders restarts() {
    return new RestartOrders(features, shelf, live, house, settings);
  }

  /**
   * Checks the order; from then on the agent is busy until the process ends or it is called off.
   */
  private RestartPlan restarting(String feature, Order<RestartOrders.Ready> order)
      throws VestibuleException {
    known(feature);
    begin("Restarting for " + feature);
    try {
      RestartOrders.Ready ready = order.run();
      restart.begin(ready.plan(), ready.prepare(), () -> calledOff(ready));
      return ready.plan();
    } catch (VestibuleException e) {
      progress.set(IDLE);
      throw e;
    }
  }

  private void calledOff(RestartOrders.Ready ready) {
    ready.undo().run();
    progress.set(IDLE);
  }
}
