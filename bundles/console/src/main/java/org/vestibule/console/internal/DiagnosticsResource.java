// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.access.Permission;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.rights.RightsDesk;

/** Hands out {@link Diagnostics}, and notes who took them. */
final class DiagnosticsResource {
  private static final Logger LOG = LoggerFactory.getLogger(DiagnosticsResource.class);

  private final House house;
  private final Trust trust;
  private final Entrance entrance;
  private final Gateway gateway;
  private final HealthWatch watch;
  private final Path data;

  DiagnosticsResource(
      House house, Trust trust, Entrance entrance, Gateway gateway, HealthWatch watch, Path data) {
    this.house = house;
    this.trust = trust;
    this.entrance = entrance;
    this.gateway = gateway;
    this.watch = watch;
    this.data = data;
  }

  void routes(Router router) {
    router.on(Permission.CHANGE_FEATURES, "GET", "/diagnostics", this::write);
  }

  private Reply write(Request request) {
    note(request.who());
    HttpServletResponse response = request.response();
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"vestibule-diagnostics.zip\"");
    try {
      Masking masking = new Masking(names(), texts());
      new Diagnostics(gateway, watch, masking, data).write(response.getOutputStream());
      return Reply.STREAMING;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An audit that cannot be written is a reason to look for the fault, and none to refuse it. */
  private void note(String who) {
    AuditTrail audit = house.audit;
    try {
      if (audit != null) {
        audit.record(who, "diagnostics-taken", Map.of());
      }
    } catch (VestibuleException e) {
      LOG.warn("The audit did not take that diagnostics were taken: {}", e.code());
    }
  }

  private List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>(new ShownSettings(gateway.framework()).words());
    RightsDesk desk = entrance.desk;
    if (desk != null) {
      desk.passes().forEach(pass -> texts.add(pass.label()));
    }
    return texts;
  }

  /** While the vault is locked nobody's name is known; the sentences are masked all the same. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    PeopleDirectory people = house.people;
    Accounts accounts = trust.accounts;
    try {
      if (people != null) {
        people
            .people()
            .forEach(person -> names.addAll(List.of(person.name(), person.id().value())));
      }
      if (accounts != null) {
        accounts.accounts().forEach(account -> names.add(account.name()));
      }
    } catch (IllegalStateException e) {
      LOG.warn("Not every name is known to be masked: {}", e.getMessage());
    }
    return names;
  }
}
