// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.Filter;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.messaging.internal.coap.CoapSettings.Listening;

/** The sockets, from opening to closing, with all that is remembered of peers. Thread-safe. */
final class CoapSockets implements AutoCloseable {
  private final CoapServer server;
  private final List<DTLSConnector> secure = new ArrayList<>();

  /** What stands behind the sockets. */
  record Behind(
      List<Resource> resources,
      Desk desk,
      SharedKeys keys,
      PeerCertificates certificates,
      Optional<SingleCertificateProvider> own,
      ScheduledExecutorService protocol,
      ScheduledExecutorService timers) {}

  private CoapSockets(Listening listening, Behind behind) {
    Configuration config = CoapTuning.of(listening, behind.own().isPresent());
    server = new BareServer(config);
    server.setExecutors(behind.protocol(), behind.timers(), true);
    server.add(behind.resources().toArray(Resource[]::new));
    server.setMessageDeliverer(
        new Doorman(server.getRoot(), config, behind.desk(), System::nanoTime));
    if (listening.port() != 0) {
      server.addEndpoint(
          CoapEndpoint.builder()
              .setConfiguration(config)
              .setInetSocketAddress(new InetSocketAddress(listening.address(), listening.port()))
              .build());
    }
    if (listening.securePort() != 0) {
      secure.add(connector(listening, config, behind));
      server.addEndpoint(
          CoapEndpoint.builder().setConfiguration(config).setConnector(secure.get(0)).build());
    }
  }

  /**
   * Opens what is configured.
   *
   * @throws VestibuleException {@code configuration-invalid} when a port cannot be had, or the key
   *     is another certificate's; then none is open
   */
  static CoapSockets open(Listening listening, Behind behind) throws VestibuleException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Its threads inherit this one's: never the loader of whoever wrote the configuration.
    thread.setContextClassLoader(CoapSockets.class.getClassLoader());
    try {
      return new CoapSockets(listening, behind).started();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw SettingsReader.invalid(
          CoapForm.PID,
          "privateKey",
          "a key that DTLS cannot use with certificateFile",
          "the key of the first certificate, elliptic curve P-256",
          "Put the key of this certificate into the vault.");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private CoapSockets started() throws VestibuleException {
    for (Endpoint endpoint : server.getEndpoints()) {
      try {
        endpoint.start();
      } catch (IOException e) {
        String port = String.valueOf(endpoint.getAddress()).replaceFirst("^/", "");
        close();
        throw SettingsReader.invalid(
            CoapForm.PID,
            "port",
            port + " cannot be had",
            "an address of this machine and a UDP port that nobody uses",
            "Choose another address or port.");
      }
    }
    return this;
  }

  private static DTLSConnector connector(Listening listening, Configuration config, Behind with) {
    Handshakes handshakes = new Handshakes(with.desk().refusals(), System::nanoTime);
    DtlsConnectorConfig.Builder dtls =
        DtlsConnectorConfig.builder(config)
            .setAddress(new InetSocketAddress(listening.address(), listening.securePort()))
            .setAdvancedPskStore(with.keys())
            .setSessionListener(handshakes)
            .setConnectionListener(handshakes)
            .setLoggingTag("vestibule");
    with.own()
        .ifPresent(
            own ->
                dtls.setCertificateIdentityProvider(own)
                    .setAdvancedCertificateVerifier(with.certificates()));
    return new DTLSConnector(dtls.build());
  }

  /** Ends the sessions of some peers, for example because their key is another one now. */
  void end(Predicate<Principal> whose) {
    for (DTLSConnector connector : secure) {
      connector.startTerminateConnectionsForPrincipal((Filter<Principal>) whose::test);
    }
  }

  @Override
  public void close() {
    server.destroy();
  }

  /** Without the page that Californium shows of itself. */
  private static final class BareServer extends CoapServer {
    BareServer(Configuration config) {
      super(config);
    }

    @Override
    protected Resource createRoot() {
      return new CoapResource("");
    }
  }
}
