// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.vestibule.integrations.messaging.internal.coap.CoapSettings.Listening;
import org.vestibule.messages.CommandMessages;

/** What Californium is told: bounds on everything that a peer can make it remember. */
final class CoapTuning {
  private static final int THREADS = 2;

  static {
    register();
  }

  private CoapTuning() {}

  /** Makes the settings of all modules known; once is enough. */
  static void register() {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    SystemConfig.register();
    // Whoever asks for the standard one gets this; else it would be written to a file.
    Configuration.createStandardWithoutFile();
  }

  /**
   * @param certificates whether the gateway can prove itself by a certificate
   */
  static Configuration of(Listening listening, boolean certificates) {
    Configuration config = new Configuration();
    // By default every confirmable exchange is kept for 247 s, however many there are.
    config.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
    config.set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, listening.messagesPerPeer());
    config.set(CoapConfig.MAX_ACTIVE_PEERS, 4 * listening.sessions());
    config.set(CoapConfig.MAX_PEER_INACTIVITY_PERIOD, 5, TimeUnit.MINUTES);
    config.set(CoapConfig.MAX_SERVER_OBSERVES, listening.observers());
    config.set(CoapConfig.PREFERRED_BLOCK_SIZE, listening.blockSize());
    config.set(CoapConfig.MAX_MESSAGE_SIZE, 1024);
    config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, CommandMessages.MOST_BYTES);
    config.set(CoapConfig.BLOCKWISE_STATUS_LIFETIME, 30, TimeUnit.SECONDS);
    config.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, THREADS);
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
    config.set(DtlsConfig.DTLS_MAX_CONNECTIONS, listening.sessions());
    config.set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, 5, TimeUnit.MINUTES);
    config.set(DtlsConfig.DTLS_USE_HELLO_VERIFY_REQUEST, true);
    // A handshake that does not go on is given up after 15 s.
    config.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 1, TimeUnit.SECONDS);
    config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 3);
    // Whoever lost its key must not come back by an older session.
    config.set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, false);
    config.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
    config.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
    config.set(DtlsConfig.DTLS_CIPHER_SUITES, suites(certificates));
    config.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
    config.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, THREADS);
    return config;
  }

  /** Those with forward secrecy first; CCM_8 because RFC 7252, section 9.1.3, asks for it. */
  private static List<CipherSuite> suites(boolean certificates) {
    List<CipherSuite> suites = new ArrayList<>();
    suites.add(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256);
    if (certificates) {
      suites.add(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
      suites.add(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
    }
    suites.add(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);
    suites.add(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
    return suites;
  }
}
