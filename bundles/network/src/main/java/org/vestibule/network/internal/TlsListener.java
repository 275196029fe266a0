// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.vestibule.api.VestibuleException;

/**
 * The HTTPS listener: a connector beside the loopback one of the same server, so that opening and
 * closing it touches no request there. Another certificate is taken without closing it: connections
 * that are open go on, new ones get the new one. Thread-safe.
 *
 * <p>Suites: those of BCP 195 (RFC 9325) that have forward secrecy and authenticated encryption.
 */
final class TlsListener implements ConnectorFactory {
  static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** More than the head of any request of a panel or a browser here. */
  private static final int HEAD_BYTES = 8 * 1024;

  private final Settings.Https https;
  private final List<String> versions;
  private final Set<SslContextFactory.Server> contexts = new CopyOnWriteArraySet<>();
  private Identity identity;

  TlsListener(Settings.Https https, List<String> versions, Identity identity) {
    this.https = https;
    this.versions = versions;
    this.identity = identity;
  }

  @Override
  public synchronized Connector createConnector(Server server) {
    SslContextFactory.Server tls = context();
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEAD_BYTES);
    http.setResponseHeaderSize(HEAD_BYTES);
    // Which names are served is the surfaces' own check, and says more than "400".
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
            new HttpConnectionFactory(http));
    connector.setHost(https.address().getHostAddress());
    connector.setPort(https.port());
    connector.setIdleTimeout(https.idle().toMillis());
    connector.addBean(new NetworkConnectionLimit(https.connections(), connector));
    ConnectionBounds bounds =
        new ConnectionBounds(https.connectionsPerAddress(), https.head(), connector);
    http.addCustomizer(bounds);
    connector.addBean(bounds);
    contexts.add(tls);
    return connector;
  }

  private SslContextFactory.Server context() {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setIncludeProtocols(versions.toArray(String[]::new));
    tls.setExcludeProtocols();
    tls.setIncludeCipherSuites(SUITES.toArray(String[]::new));
    tls.setExcludeCipherSuites();
    tls.setUseCipherSuitesOrder(true);
    tls.setRenegotiationAllowed(false);
    load(tls, identity);
    return tls;
  }

  private static void load(SslContextFactory tls, Identity identity) {
    try {
      tls.setKeyStore(identity.store());
      tls.setKeyStorePassword(Identity.MEMORY_PASSWORD);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key store in memory takes a key", e);
    }
  }

  /**
   * Takes another certificate.
   *
   * @throws VestibuleException {@code certificate-invalid} when the listener refuses it; the one
   *     before goes on
   */
  synchronized void renew(Identity fresh) throws VestibuleException {
    try {
      for (SslContextFactory.Server tls : contexts) {
        if (tls.isStarted()) {
          tls.reload(context -> load(context, fresh));
        } else {
          contexts.remove(tls);
        }
      }
    } catch (Exception e) {
      throw new VestibuleException(
          "certificate-invalid",
          "the HTTPS listener's new certificate",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "a certificate that TLS can be spoken with",
          "Give another one.",
          e);
    }
    identity = fresh;
  }

  /** Returns the certificate in use. */
  synchronized Identity identity() {
    return identity;
  }

  /** Returns whether a server has opened it. */
  boolean open() {
    return contexts.stream().anyMatch(SslContextFactory::isStarted);
  }

  /** Returns where it listens, for people. */
  @Override
  public String toString() {
    String host = new InetSocketAddress(https.address(), https.port()).getHostString();
    return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + https.port();
  }
}
