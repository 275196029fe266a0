// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * Looks after the listener's certificate: a generated one is renewed in time, a given one is taken
 * anew when its files change. What cannot be taken is told, and the one in use goes on.
 * Thread-safe.
 */
final class CertificateWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

  private final Settings.Tls tls;
  private final List<String> names;
  private final GeneratedIdentity generated;
  private final Clock clock;
  private volatile String trouble = "";

  CertificateWatch(Settings.Tls tls, List<String> names, GeneratedIdentity generated, Clock clock) {
    this.tls = tls;
    this.names = names;
    this.generated = generated;
    this.clock = clock;
  }

  /** Returns the certificate as it should be now. */
  synchronized Identity now() throws VestibuleException {
    return tls.certificate().isPresent()
        ? GivenIdentity.read(tls, clock)
        : generated.forNames(names);
  }

  /** Looks once. */
  void look(TlsListener listener) {
    try {
      Identity fresh = now();
      if (!fresh.sameAs(listener.identity())) {
        listener.renew(fresh);
        LOG.info("HTTPS has another certificate, in force until {}", fresh.end());
      }
      trouble = "";
    } catch (VestibuleException e) {
      if (!e.getMessage().equals(trouble)) {
        LOG.warn("The certificate is not renewed: {}", e.getMessage());
      }
      trouble = e.getMessage();
    }
  }

  /** Returns why the last look failed; empty when it did not. */
  String trouble() {
    return trouble;
  }
}
