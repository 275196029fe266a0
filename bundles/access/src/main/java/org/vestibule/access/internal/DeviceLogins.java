// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.Optional;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.DeviceLogin;
import org.vestibule.api.egress.Sink;

/** Logging in at the issuer from a shell (RFC 8628). Thread-safe. */
@Component(service = DeviceLogin.class)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + IssuerLine.SINK,
      "classes:List<String>='credential'",
      "purpose='" + IssuerLine.PURPOSE + "'"
    })
public final class DeviceLogins implements DeviceLogin {
  private final Office office;
  private final Bearers bearers;

  /** Works with the parts of the office. */
  @Activate
  public DeviceLogins(@Reference Office office) {
    this.office = office;
    bearers = new Bearers(office);
  }

  @Override
  public Pending begin() throws VestibuleException {
    return issuer().device().begin();
  }

  @Override
  public Optional<Caller> poll(Pending pending) throws VestibuleException {
    Issuer issuer = issuer();
    Optional<String> token = issuer.device().poll(pending);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    AccessTokens.Bearer bearer = issuer.tokens().check(token.get(), Caller.Through.SHELL);
    Caller caller = bearer.caller();
    office.trail.note(
        caller.subject(), caller.kind(), caller.through(), "logged-in", "by", "device-code");
    return Optional.of(bearers.remembered(bearer));
  }

  private Issuer issuer() throws VestibuleException {
    return office.issuer().orElseThrow(() -> DeviceFlow.noIssuer("no issuer"));
  }
}
