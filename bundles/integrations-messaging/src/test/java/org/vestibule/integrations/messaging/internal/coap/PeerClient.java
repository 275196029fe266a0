// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** A client made of Californium: proofs that the other clients here do not have. */
final class PeerClient implements AutoCloseable {
  private static final long MOST_MILLIS = 60_000;
  private static final long SOON_MILLIS = 2_500;

  private final CoapEndpoint endpoint;

  private PeerClient(CoapEndpoint endpoint) throws IOException {
    this.endpoint = endpoint;
    endpoint.start();
  }

  /** One that proves who it is in a way that a test says. */
  static PeerClient secured(Consumer<DtlsConnectorConfig.Builder> proof) throws IOException {
    Configuration config = config();
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
    config.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
    config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 4);
    DtlsConnectorConfig.Builder dtls =
        DtlsConnectorConfig.builder(config).setAddress(new InetSocketAddress("127.0.0.1", 0));
    proof.accept(dtls);
    return new PeerClient(
        CoapEndpoint.builder()
            .setConfiguration(config)
            .setConnector(new DTLSConnector(dtls.build()))
            .build());
  }

  static PeerClient keyed(String identity, byte[] key) throws IOException {
    return secured(dtls -> dtls.setAdvancedPskStore(new AdvancedSinglePskStore(identity, key)));
  }

  static PeerClient plain() throws IOException {
    return new PeerClient(
        CoapEndpoint.builder()
            .setConfiguration(config())
            .setInetSocketAddress(new InetSocketAddress("127.0.0.1", 0))
            .build());
  }

  private static Configuration config() {
    CoapTuning.register();
    Configuration config = new Configuration();
    config.set(CoapConfig.MAX_RETRANSMIT, 4);
    return config;
  }

  CoapResponse get(String url) throws ConnectorException, IOException {
    return send(Request.newGet(), url);
  }

  /**
   * As above, where no answer is expected.
   *
   * @return null when nothing was answered soon
   */
  CoapResponse getSoon(String url) throws ConnectorException, IOException {
    CoapClient client = client(url);
    client.setTimeout(SOON_MILLIS);
    return client.advanced(Request.newGet());
  }

  /**
   * @return null when nothing was answered
   */
  CoapResponse send(Request request, String url) throws ConnectorException, IOException {
    return client(url).advanced(request);
  }

  /** Observes; what comes is queued, and null for an end. */
  BlockingQueue<String> observe(String url) {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    client(url)
        .observe(
            new CoapHandler() {
              @Override
              public void onLoad(CoapResponse response) {
                heard.add(response.getCode() + " " + response.getResponseText());
              }

              @Override
              public void onError() {
                heard.add("error");
              }
            });
    return heard;
  }

  private CoapClient client(String url) {
    CoapClient client = new CoapClient(url);
    client.setEndpoint(endpoint);
    client.setTimeout(MOST_MILLIS);
    return client;
  }

  @Override
  public void close() {
    endpoint.destroy();
  }
}
