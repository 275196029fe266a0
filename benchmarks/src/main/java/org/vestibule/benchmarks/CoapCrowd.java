// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.eclipse.californium.elements.util.NamedThreadFactory;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** Clients that order a door by DTLS, each the next when the one before was answered. */
final class CoapCrowd implements AutoCloseable {
  private static final AtomicLong IDS = new AtomicLong();
  private static final long MOST_MILLIS = 30_000;

  private final ScheduledExecutorService protocol =
      ExecutorsUtil.newScheduledThreadPool(2, new NamedThreadFactory("crowd"));
  private final ScheduledExecutorService timers =
      ExecutorsUtil.newScheduledThreadPool(1, new NamedThreadFactory("crowd-timers"));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<CoapClient> clients = new ArrayList<>();

  CoapCrowd(int port, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      CoapClient client = new CoapClient("coaps://127.0.0.1:" + port + "/commands");
      client.setEndpoint(endpoint());
      client.setTimeout(MOST_MILLIS);
      clients.add(client);
    }
  }

  private CoapEndpoint endpoint() throws IOException {
    Configuration config = new Configuration();
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
    config.set(DtlsConfig.DTLS_CIPHER_SUITES, List.of(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8));
    config.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
    config.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
    DtlsConnectorConfig dtls =
        DtlsConnectorConfig.builder(config)
            .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .setAdvancedPskStore(new AdvancedSinglePskStore(CoapHost.IDENTITY, CoapHost.KEY))
            .build();
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(config)
            .setConnector(new DTLSConnector(dtls))
            .build();
    endpoint.setExecutors(protocol, timers);
    endpoint.start();
    return endpoint;
  }

  /** Returns how long each took in nanoseconds, of those that ended before a moment. */
  List<Long> until(long nanos) throws InterruptedException, ExecutionException {
    return all(
        client -> {
          List<Long> taken = new ArrayList<>();
          long from = System.nanoTime();
          while (from - nanos < 0) {
            order(client);
            long now = System.nanoTime();
            taken.add(now - from);
            from = now;
          }
          return taken;
        });
  }

  /** Lets each client order so many times. */
  void times(int count) throws InterruptedException, ExecutionException {
    all(
        client -> {
          for (int i = 0; i < count; i++) {
            order(client);
          }
          return List.of();
        });
  }

  private List<Long> all(Work work) throws InterruptedException, ExecutionException {
    List<Future<List<Long>>> parts = new ArrayList<>();
    for (CoapClient client : clients) {
      parts.add(threads.submit(() -> work.of(client)));
    }
    List<Long> all = new ArrayList<>();
    for (Future<List<Long>> part : parts) {
      all.addAll(part.get());
    }
    return all;
  }

  private static void order(CoapClient client) throws ConnectorException, IOException {
    Request request = Request.newPost();
    request.getOptions().setContentFormat(50);
    request.setPayload(
        "{\"id\":\"c-"
            + IDS.incrementAndGet()
            + "\",\"command\":\"door-open\",\"door\":\""
            + CoapSurroundings.DOOR
            + "\"}");
    CoapResponse answer = client.advanced(request);
    if (answer == null || answer.getCode() != ResponseCode.CHANGED) {
      throw new IllegalStateException(
          "a command was not done: " + (answer == null ? "no answer" : answer.getResponseText()));
    }
  }

  @Override
  public void close() {
    clients.forEach(client -> client.getEndpoint().destroy());
    threads.shutdownNow();
    protocol.shutdownNow();
    timers.shutdownNow();
  }

  @FunctionalInterface
  private interface Work {
    List<Long> of(CoapClient client) throws ConnectorException, IOException;
  }
}
