// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.maker;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.device.http.DeviceAddress;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.akuvox.Akuvox;
import org.vestibule.integrations.onvif.sip.internal.dahua.Dahua;
import org.vestibule.integrations.onvif.sip.internal.doorbird.DoorBird;
import org.vestibule.integrations.onvif.sip.internal.hikvision.Hikvision;
import org.vestibule.integrations.onvif.sip.internal.station.Registered;
import org.vestibule.integrations.onvif.sip.internal.station.StationKind;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;
import org.vestibule.integrations.onvif.sip.internal.twon.Twon;
import org.vestibule.integrations.onvif.sip.internal.video.StreamWish;
import org.vestibule.integrations.onvif.sip.internal.video.VideoSources;

/** Offers the stations of all makers as kinds of stations. Thread-safe. */
@Component(
    service = {},
    immediate = true)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + Makers.SINK,
      "classes:List<String>='event,credential'",
      "purpose='" + Makers.PURPOSE + "'"
    })
@Capability(
    namespace = "osgi.service",
    attribute =
        "objectClass:List<String>='org.vestibule.integrations.onvif.sip.internal.station.StationKind'")
public final class Makers implements MakerKind.Ways {
  static final String SINK = "station-events";
  static final String PURPOSE = "Door stations are asked who rings";
  private static final String BUNDLE = "org.vestibule.integrations-onvif-sip";
  private static final Sink WAY =
      new Sink(SINK, PURPOSE, Set.of(DataClass.EVENT, DataClass.CREDENTIAL));
  private static final List<Maker> ALL =
      List.of(new Twon(), new DoorBird(), new Hikvision(), new Dahua(), new Akuvox());

  private final VideoSources cameras;
  private final List<ServiceRegistration<?>> registered = new ArrayList<>();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EgressBroker broker;

  /** For the container. */
  @Activate
  public Makers(BundleContext context, @Reference VideoSources cameras) {
    this.cameras = cameras;
    for (Maker maker : ALL) {
      registered.add(context.registerService(StationKind.class, new MakerKind(maker, this), null));
    }
  }

  @Deactivate
  void close() {
    registered.forEach(Registered::end);
  }

  @Override
  public DeviceClient open(DeviceAddress device) throws VestibuleException {
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

  @Override
  public VideoSource camera(StreamWish wish) {
    return cameras.stream(wish);
  }
}
