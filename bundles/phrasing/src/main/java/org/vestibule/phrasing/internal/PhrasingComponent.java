// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import java.util.Map;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
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
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.intent.SummaryPhraser;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/** Offers a phraser while the site has switched it on. Thread-safe. */
@Component(service = StatusSource.class, configurationPid = PhrasingConfig.PID, immediate = true)
@Designate(ocd = PhrasingConfig.class)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + PhrasingComponent.SINK,
      "classes:List<String>='statistics,credential'",
      "purpose='" + PhrasingComponent.PURPOSE + "'"
    })
public final class PhrasingComponent implements StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(PhrasingComponent.class);

  /** The sink's name, in the manifest and in the site's rules. */
  static final String SINK = "phrasing";

  static final String PURPOSE = "A language model puts counts into words";
  private static final Sink WAY =
      new Sink(SINK, PURPOSE, Set.of(DataClass.STATISTICS, DataClass.CREDENTIAL));

  private final BundleContext context;
  private Map<String, Object> properties;
  private EgressBroker broker;
  private Egress way;
  private ServiceRegistration<SummaryPhraser> offered;
  private volatile Status status = Status.starting("Reads its configuration");

  /** Starts with the configuration that is there. */
  @Activate
  public PhrasingComponent(BundleContext context, Map<String, Object> properties) {
    this.context = context;
    configure(properties);
  }

  /** Takes another configuration; a wrong one sends nothing anywhere. */
  @Modified
  synchronized void configure(Map<String, Object> given) {
    properties = given;
    stop();
    try {
      status = offer(Settings.of(given));
    } catch (VestibuleException e) {
      LOG.warn("Nothing is sent: {}", e.getMessage());
      status = Status.degraded(Status.Cause.CONFIGURATION, e.getMessage());
    }
  }

  private Status offer(Settings settings) throws VestibuleException {
    if (!settings.enabled()) {
      return Status.ready("Switched off: summaries are in the house's own sentences");
    }
    if (broker == null) {
      return Status.unavailable(
          Status.Cause.DEPENDENCY,
          "Nothing is sent: the broker of what leaves (feature egress) is not there");
    }
    way = broker.open("org.vestibule.phrasing", WAY);
    offered = context.registerService(SummaryPhraser.class, new ChatPhraser(settings, way), null);
    return Status.ready(
        "Counts may be phrased by "
            + settings.model()
            + " at "
            + settings.endpoint().getHost()
            + "; it is asked when a summary is wanted");
  }

  @Deactivate
  synchronized void stop() {
    if (offered != null) {
      offered.unregister();
      offered = null;
    }
    if (way != null) {
      way.close();
      way = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindBroker(EgressBroker service) {
    broker = service;
    configure(properties);
  }

  synchronized void unbindBroker(EgressBroker service) {
    if (broker == service) {
      broker = null;
      configure(properties);
    }
  }

  @Override
  public String name() {
    return "phrasing";
  }

  @Override
  public Status status() {
    return status;
  }
}
