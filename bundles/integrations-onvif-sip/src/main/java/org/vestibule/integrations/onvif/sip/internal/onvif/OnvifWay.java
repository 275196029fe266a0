// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;
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
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.PasswordSource;

/** The way out to devices that speak ONVIF. Thread-safe. */
@Component(service = OnvifWay.class)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + OnvifWay.SINK,
      "classes:List<String>='event,credential'",
      "purpose='" + OnvifWay.PURPOSE + "'"
    })
public final class OnvifWay implements Ways.Out {
  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "onvif";

  static final String PURPOSE = "ONVIF devices are asked what happens, and told to move a relay";
  private static final String BUNDLE = "org.vestibule.integrations-onvif-sip";
  private static final Sink WAY =
      new Sink(SINK, PURPOSE, Set.of(DataClass.EVENT, DataClass.CREDENTIAL));

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EgressBroker broker;

  @Override
  public DeviceHttp open(DeviceAddress device, PasswordSource password) throws VestibuleException {
    EgressBroker now = broker;
    if (now == null) {
      throw new VestibuleException(
          "no-way-out",
          "device " + device.shown(),
          "the broker of what leaves is not there, and nothing was sent",
          "the feature egress",
          "Install the feature egress.");
    }
    return new DeviceClient(device, password, now.open(BUNDLE, WAY));
  }
}
