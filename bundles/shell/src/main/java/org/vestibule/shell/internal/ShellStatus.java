// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/** Says whether the Karaf shell knows the commands of this bundle. Thread-safe. */
@Component(service = StatusSource.class, immediate = true)
public final class ShellStatus implements StatusSource {
  private final StatusHolder status = new StatusHolder(starting());
  private volatile SessionFactory sessions;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setSessions(SessionFactory service) {
    sessions = service;
  }

  void unsetSessions(SessionFactory service) {
    if (sessions == service) {
      sessions = null;
    }
  }

  @Override
  public String name() {
    return "shell";
  }

  @Override
  public Status status() {
    SessionFactory here = sessions;
    boolean known = here != null && here.getRegistry().getCommand("vestibule", "status") != null;
    status.set(known ? Status.ready("The shell knows the commands vestibule:*") : starting());
    return status.get();
  }

  private static Status starting() {
    return Status.starting("Waiting for the Karaf shell to take the commands");
  }
}
