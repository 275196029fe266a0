// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.status;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/** The status of this bundle: that of its worst part. */
@Component(service = StatusSource.class)
public final class CoreStatus implements StatusSource {
  /** Worst last. */
  private static final List<Status.State> ORDER =
      List.of(
          Status.State.READY,
          Status.State.STOPPED,
          Status.State.STARTING,
          Status.State.DEGRADED,
          Status.State.UNAVAILABLE);

  private final List<CorePart> parts = new CopyOnWriteArrayList<>();
  private final StatusHolder held = new StatusHolder(Status.starting("The core starts"));

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindPart(CorePart part) {
    parts.add(part);
  }

  void unbindPart(CorePart part) {
    parts.remove(part);
  }

  @Override
  public String name() {
    return "core";
  }

  @Override
  public Status status() {
    parts.stream()
        .map(CorePart::status)
        .max(Comparator.comparingInt(status -> ORDER.indexOf(status.state())))
        .map(
            worst ->
                worst.state() == Status.State.READY
                    ? Status.ready("Visits, events and the audit work")
                    : worst)
        .ifPresent(held::set);
    return held.get();
  }
}
