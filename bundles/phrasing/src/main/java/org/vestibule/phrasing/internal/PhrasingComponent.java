// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.SummaryPhraser;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/** Offers a phraser while the site has switched it on. Thread-safe. */
@Component(service = StatusSource.class, configurationPid = PhrasingConfig.PID, immediate = true)
@Designate(ocd = PhrasingConfig.class)
public final class PhrasingComponent implements StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(PhrasingComponent.class);

  private final BundleContext context;
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
  synchronized void configure(Map<String, Object> properties) {
    stop();
    try {
      Settings settings = Settings.of(properties);
      if (!settings.enabled()) {
        status = Status.ready("Switched off: summaries are in the house's own sentences");
        return;
      }
      offered = context.registerService(SummaryPhraser.class, new ChatPhraser(settings), null);
      status =
          Status.ready(
              "Counts may be phrased by "
                  + settings.model()
                  + " at "
                  + settings.endpoint().getHost()
                  + "; it is asked when a summary is wanted");
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      status = Status.degraded(Status.Cause.CONFIGURATION, e.getMessage());
    }
  }

  @Deactivate
  synchronized void stop() {
    if (offered != null) {
      offered.unregister();
      offered = null;
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
