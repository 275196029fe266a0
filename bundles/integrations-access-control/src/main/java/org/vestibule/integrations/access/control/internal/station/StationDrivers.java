// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.integrations.access.control.internal.akuvox.AkuvoxStation;
import org.vestibule.integrations.access.control.internal.dahua.DahuaStation;
import org.vestibule.integrations.access.control.internal.doorbird.DoorBirdStation;
import org.vestibule.integrations.access.control.internal.hikvision.HikvisionStation;
import org.vestibule.integrations.access.control.internal.httprelay.HttpRelay;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;
import org.vestibule.integrations.access.control.internal.twon.TwonStation;

/**
 * Registers the drivers of all makes, and says how their devices are. Each configuration is a
 * device; without one nothing is connected. Thread-safe.
 */
@Component(service = StatusSource.class, immediate = true)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + StationDrivers.SINK,
      "classes:List<String>='event,credential'",
      "purpose='" + StationDrivers.PURPOSE + "'"
    })
@Capability(
    namespace = "osgi.service",
    attribute = {
      "objectClass:List<String>='org.vestibule.api.door.DoorActuator,"
          + "org.osgi.service.cm.ManagedServiceFactory'"
    })
public final class StationDrivers implements StatusSource {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "door-stations";

  static final String PURPOSE = "Door stations and relays are told to release a door";
  private static final String BUNDLE = "org.vestibule.integrations-access-control";
  private static final Sink WAY =
      new Sink(SINK, PURPOSE, Set.of(DataClass.EVENT, DataClass.CREDENTIAL));
  private static final List<StationKind> KINDS =
      List.of(
          HttpRelay.KIND,
          TwonStation.KIND,
          DoorBirdStation.KIND,
          HikvisionStation.KIND,
          DahuaStation.KIND,
          AkuvoxStation.KIND);

  private final List<Stations> makes = new ArrayList<>();
  private final List<ServiceRegistration<?>> registered = new ArrayList<>();
  private final StatusHolder status =
      new StatusHolder(Status.starting("The configuration of door stations is being read"));
  private volatile EgressBroker broker;
  private volatile DoorSignals signals;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Leaves leaves;

  /** Makes the drivers; they are registered when the component is activated. */
  public StationDrivers() {
    for (StationKind kind : KINDS) {
      makes.add(new Stations(kind, this::way, () -> signals, this::burns));
    }
  }

  @Activate
  void activate(BundleContext context) {
    String[] services = {DoorActuator.class.getName(), ManagedServiceFactory.class.getName()};
    for (Stations stations : makes) {
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put(Constants.SERVICE_PID, stations.make().pid());
      registered.add(context.registerService(services, stations, properties));
    }
  }

  @Deactivate
  void close() {
    registered.forEach(ServiceRegistration::unregister);
    makes.forEach(Stations::close);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindBroker(EgressBroker service) {
    broker = service;
    makes.forEach(Stations::reopen);
  }

  void unbindBroker(EgressBroker service) {
    if (broker == service) {
      broker = null;
      makes.forEach(Stations::reopen);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSignals(DoorSignals service) {
    signals = service;
  }

  void unbindSignals(DoorSignals service) {
    if (signals == service) {
      signals = null;
    }
  }

  @Override
  public String name() {
    return SINK;
  }

  @Override
  public Status status() {
    status.set(now(makes.stream().flatMap(Stations::statuses).toList()));
    return status.get();
  }

  /** Returns what is refused or the worst of all, with how many others are not well either. */
  static Status now(List<Status> all) {
    List<Status> bad = all.stream().filter(each -> each.state() != Status.State.READY).toList();
    if (bad.isEmpty()) {
      return Status.ready(
          all.isEmpty()
              ? "No door station is configured"
              : all.size() == 1 ? all.get(0).sentence() : all.size() + " door stations answer");
    }
    // What somebody just wrote and was not taken comes before what does not answer.
    Status first =
        bad.stream()
            .filter(each -> each.cause() == Status.Cause.CONFIGURATION)
            .findFirst()
            .or(() -> bad.stream().max(Comparator.comparing(Status::state)))
            .orElseThrow();
    String more = bad.size() == 1 ? "" : " (and " + (bad.size() - 1) + " more)";
    return new Status(first.state(), first.cause(), first.sentence() + more, first.since());
  }

  private boolean burns(DoorId door) {
    Leaves now = leaves;
    return now != null && now.view(door).fire();
  }

  private DeviceHttp way(DeviceAddress device) throws VestibuleException {
    EgressBroker way = broker;
    if (way == null) {
      throw new VestibuleException(
          "no-way-out",
          "device " + device.shown(),
          "the broker of what leaves is not there, and nothing was sent",
          "the feature egress",
          "Install the feature egress.");
    }
    return new DeviceClient(device, way.open(BUNDLE, WAY));
  }
}
