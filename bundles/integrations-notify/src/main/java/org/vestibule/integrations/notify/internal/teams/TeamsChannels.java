// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.teams;

import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.notify.internal.NotifyServices;
import org.vestibule.integrations.notify.internal.delivery.Outlets;

/** Channels of Teams of this gateway. Thread-safe. */
@Component(
    service = {ManagedServiceFactory.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + TeamsConfig.PID)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + TeamsPost.SINK,
      "classes:List<String>='event,personal,raw-video'",
      "purpose='" + TeamsPost.PURPOSE + "'"
    })
public final class TeamsChannels implements ManagedServiceFactory, StatusSource {
  private final Outlets<TeamsSink> sinks;

  /** Waits for configurations. */
  @Activate
  public TeamsChannels(BundleContext context, @Reference NotifyServices services) {
    sinks =
        new Outlets<>(
            context,
            List.of(Notifier.class.getName(), StatusSource.class.getName()),
            "No channel of Teams is configured",
            properties -> new TeamsSink(services, properties));
  }

  @Deactivate
  void stop() {
    sinks.stop();
  }

  @Override
  public String getName() {
    return "Vestibule Channels of Teams";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    sinks.updated(pid, Map.copyOf(FrameworkUtil.asMap(properties)));
  }

  @Override
  public void deleted(String pid) {
    sinks.deleted(pid);
  }

  @Override
  public String name() {
    return "notify-teams";
  }

  @Override
  public Status status() {
    return sinks.status();
  }
}
