// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Channels of Slack of this gateway. Thread-safe. */
@Component(
    service = {ManagedServiceFactory.class, StatusSource.class, SlackChannels.class},
    immediate = true,
    property = "service.pid=" + SlackConfig.PID)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + SlackPost.SINK,
      "classes:List<String>='event,personal,raw-video,credential'",
      "purpose='" + SlackPost.PURPOSE + "'"
    })
public final class SlackChannels implements ManagedServiceFactory, StatusSource {
  private final Outlets<SlackSink> sinks;

  /** Waits for configurations. */
  @Activate
  public SlackChannels(BundleContext context, @Reference NotifyServices services) {
    sinks =
        new Outlets<>(
            context,
            List.of(Notifier.class.getName(), StatusSource.class.getName()),
            "No channel of Slack is configured",
            properties -> new SlackSink(services, properties));
  }

  @Deactivate
  void stop() {
    sinks.stop();
  }

  /** Returns the channel that a request of Slack is for. */
  Optional<SlackSink> named(String id) {
    return sinks.all().stream().filter(sink -> sink.named(id)).findFirst();
  }

  @Override
  public String getName() {
    return "Vestibule Channels of Slack";
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
    return "notify-slack";
  }

  @Override
  public Status status() {
    return sinks.status();
  }
}
